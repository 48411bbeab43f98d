import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { handler } from "../app.mjs";

const event = JSON.parse(await readFile(new URL("../../events/event.json", import.meta.url)));

test("answers a request", async () => {
  const answer = await handler(event);

  assert.equal(answer.statusCode, 200);
  assert.deepEqual(JSON.parse(answer.body), { message: "hello world" });
});
