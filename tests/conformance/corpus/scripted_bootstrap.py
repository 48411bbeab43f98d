#!/usr/bin/python3
"""A custom runtime that does what `plan.json` beside it says, and tells in its log what it heard: lines `HEARD <what> <JSON>`.

before:      calls of the Runtime API to make before the first event, each {"method", "path", "headers", "body"}
start:       "exit N", "import error": what happens before the first event
events:      by the event's member `k`, or by the path of an API's event: {"call": a call, then "after": the answer that is sent if that call was
             refused}, {"do": "exit 3" | "kill" | "sleep"}, or {"answer": text}
answer_file: the answer to every event is what this file has at that time; one with `errorType` is sent as an error
"""
import http.client
import json
import os
import pathlib
import signal
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
PLAN = json.loads((HERE / "plan.json").read_text())
API = os.environ["AWS_LAMBDA_RUNTIME_API"]
INVOCATION = "/2018-06-01/runtime/invocation/"
EXTENSION = "/2020-01-01/extension/"


def tell(what, value):
    print("HEARD", what, json.dumps(value), flush=True)


def call(method, path, headers=None, body=""):
    connection = http.client.HTTPConnection(API)
    # "<6291556 bytes>" stands for as many.
    if isinstance(body, str) and body.startswith("<") and body.endswith(" bytes>"):
        body = "x" * int(body[1:].split()[0])
    connection.request(method, path, (body.encode() if isinstance(body, str) else body) or None, headers or {})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer, text


def follow_events(identifier):
    while True:
        call("GET", EXTENSION + "event/next", {"Lambda-Extension-Identifier": identifier})


def play(number, request):
    """A call that waits for something which never comes is told as one without an answer."""
    heard = []
    thread = threading.Thread(target=lambda: heard.append(call(**request)), daemon=True)
    thread.start()
    thread.join(3)
    if not heard:
        tell(f"call {number}", None)
        return None
    answer, text = heard[0]
    tell(f"call {number}", {"status": answer.status, "headers": answer.getheaders(), "body": text.decode(errors="replace")})
    if answer.status == 200 and request["path"] == EXTENSION + "register":
        identifier = answer.headers["Lambda-Extension-Identifier"]
        threading.Thread(target=follow_events, args=[identifier], daemon=True).start()
    return answer.status


def do(what):
    if what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "sleep":
        time.sleep(600)
    if what.startswith("exit "):
        os._exit(int(what.split()[1]))


def post_error(path, document):
    headers = {"Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": document["errorType"]}
    call("POST", path, headers, json.dumps(document))


def answer_event(identifier, event):
    tell("event", event)
    if "answer_file" in PLAN:
        text = (HERE / PLAN["answer_file"]).read_bytes()
        try:
            document = json.loads(text)
        except ValueError:
            document = None
        if isinstance(document, dict) and "errorType" in document:
            post_error(INVOCATION + identifier + "/error", document)
        else:
            call("POST", INVOCATION + identifier + "/response", {"Content-Type": "application/json"}, text)
        return
    key = str(event.get("k", event.get("rawPath"))) if isinstance(event, dict) else ""
    step = PLAN.get("events", {}).get(key, {"answer": '{"ok":true}'})
    if "do" in step:
        do(step["do"])
    status = None
    if "call" in step:
        request = {**step["call"], "path": step["call"]["path"].replace("{id}", identifier)}
        status = play(step["number"], request)
    if "call" not in step or (status is None or status >= 400) and "after" in step:
        call("POST", INVOCATION + identifier + "/response", {}, step.get("answer", step.get("after")))


def main():
    for number, request in PLAN.get("before", []):
        play(number, request)
    start = PLAN.get("start", "")
    if start == "import error":
        post_error("/2018-06-01/runtime/init/error", PLAN["document"])
        sys.exit(1)
    do(start)
    while True:
        answer, text = call("GET", INVOCATION + "next")
        answer_event(answer.headers["Lambda-Runtime-Aws-Request-Id"], json.loads(text))


main()
