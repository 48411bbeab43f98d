"""Attaches to Node's inspector, stops at `debugger` in the handler, changes a variable there, and lets it go on.

usage: inspect_node.py PORT
"""
import base64
import json
import os
import socket
import struct
import sys
import urllib.request


class Inspector:
    """Messages of the Chrome DevTools Protocol over a WebSocket (RFC 6455) whose frames are small."""

    def __init__(self, port):
        target = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list"))[0]["webSocketDebuggerUrl"]
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /{target.rsplit('/', 1)[1]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.input, self.number, self.heard = self.socket.makefile("rb"), 0, []
        while self.input.readline() not in (b"\r\n", b""):
            pass

    def receive(self):
        _, size = self.input.read(2)
        if size == 126:
            size = struct.unpack(">H", self.input.read(2))[0]
        elif size == 127:
            size = struct.unpack(">Q", self.input.read(8))[0]
        return json.loads(self.input.read(size))

    def call(self, method, **parameters):
        self.number += 1
        body = json.dumps({"id": self.number, "method": method, "params": parameters}).encode()
        self.socket.sendall(struct.pack(">BBH", 0x81, 0x80 | 126, len(body)) + b"\0\0\0\0" + body)
        while True:
            message = self.receive()
            if message.get("id") == self.number:
                return message.get("result")
            self.heard.append(message)

    def wait_for(self, method):
        while True:
            for i, message in enumerate(self.heard):
                if message.get("method") == method:
                    return self.heard.pop(i)["params"]
            self.heard.append(self.receive())


def main():
    node = Inspector(int(sys.argv[1]))
    node.call("Runtime.enable")
    node.call("Debugger.enable")
    node.call("Runtime.runIfWaitingForDebugger")
    while (frame := node.wait_for("Debugger.paused")["callFrames"][0])["functionName"] != "handle":
        node.call("Debugger.resume")  # it stops at the very start, too
    print(frame["functionName"])
    node.call("Debugger.evaluateOnCallFrame", callFrameId=frame["callFrameId"], expression="word = 'changed'")
    node.call("Debugger.resume")


main()
