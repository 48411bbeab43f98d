"""An editor that attaches to debugpy, stops in the handler, changes a variable there, and lets it go on.

usage: attach.py PORT FOLDER REMOTE, where FOLDER is that of the code and REMOTE where the function has it
"""
import json
import os
import socket
import sys
import time


class Editor:
    """Messages of the Debug Adapter Protocol."""

    def __init__(self, port):
        patience = time.monotonic() + 60
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                if time.monotonic() > patience:
                    raise
                time.sleep(0.05)
        self.input, self.number = self.socket.makefile("rb"), 0

    def send(self, command, arguments):
        self.number += 1
        body = json.dumps({"seq": self.number, "type": "request", "command": command, "arguments": arguments}).encode()
        self.socket.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def wait_for(self, kind, name):
        while True:
            size = 0
            while (line := self.input.readline()) not in (b"\r\n", b""):
                size = int(line.split(b":")[1])
            message = json.loads(self.input.read(size))
            if message["type"] == kind and message.get("event", message.get("command")) == name:
                return message.get("body")


def main():
    editor = Editor(int(sys.argv[1]))
    editor.send("initialize", {"adapterID": "test", "pathFormat": "path", "linesStartAt1": True})
    editor.wait_for("response", "initialize")
    editor.send("attach", {"pathMappings": [{"localRoot": sys.argv[2], "remoteRoot": sys.argv[3]}], "justMyCode": False})
    editor.wait_for("event", "initialized")
    source = {"path": os.path.join(sys.argv[2], "app.py")}
    editor.send("setBreakpoints", {"source": source, "breakpoints": [{"line": 3}]})
    editor.wait_for("response", "setBreakpoints")
    editor.send("configurationDone", {})
    thread = editor.wait_for("event", "stopped")["threadId"]
    editor.send("stackTrace", {"threadId": thread})
    frame = editor.wait_for("response", "stackTrace")["stackFrames"][0]
    print(frame["source"]["path"] == source["path"], frame["line"])
    editor.send("evaluate", {"expression": "word = 'changed'", "frameId": frame["id"], "context": "repl"})
    editor.wait_for("response", "evaluate")
    editor.send("continue", {"threadId": thread})
    while editor.input.readline():  # until the function has ended
        pass


main()
