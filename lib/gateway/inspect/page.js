// Keeps the page up to date while somebody looks at it. What is open stays open; JSON is shown with indents.
"use strict";

const pause = 2000;
const filter = document.getElementById("filter");
const state = document.getElementById("state");

function indent(root) {
  for (const block of root.querySelectorAll("pre")) {
    try {
      block.textContent = JSON.stringify(JSON.parse(block.textContent), null, 2);
    } catch {
      // no JSON: it stays as it is
    }
  }
}

function choose() {
  const words = filter.value.toLowerCase();
  for (const row of document.querySelectorAll("details")) {
    row.hidden = !row.textContent.toLowerCase().includes(words);
  }
}

function take(page) {
  const next = document.adoptNode(page.querySelector("main"));
  for (const row of document.querySelectorAll("details[open]")) {
    const same = next.querySelector("#" + row.id);
    if (same) same.open = true;
  }
  indent(next);
  document.querySelector("main").replaceWith(next);
  choose();
}

async function renew() {
  const reading = document.hidden || !getSelection().isCollapsed;
  if (!reading) {
    try {
      const answer = await fetch("/_cxsam/", { cache: "no-store" });
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      state.classList.remove("gone");
      state.title = "";
    } catch {
      state.classList.add("gone");
      state.title = "start-api does not answer";
    }
  }
  setTimeout(renew, pause);
}

filter.hidden = false;
filter.addEventListener("input", choose);
indent(document);
setTimeout(renew, pause);
