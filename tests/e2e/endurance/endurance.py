#!/usr/bin/env python3
"""Calls functions of `cxsam local start-lambda` at random; see README.md."""

import argparse
import collections
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Timeout: 2, MemorySize: 256}
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: python, Handler: app.handler, Runtime: python3.12}
  Shell:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: shell, Handler: any, Runtime: provided.al2023}
"""

APP = """
import os, signal, subprocess, time
def handler(event, context):
    kind = event["kind"]
    if kind == "error":
        raise ValueError(event["nonce"])
    if kind == "exit":
        os._exit(3)
    if kind == "signal":
        os.kill(os.getpid(), signal.SIGSEGV)
    if kind == "timeout":
        time.sleep(60)
    if kind == "memory":
        hog = b"x" * (400 << 20)
        time.sleep(5)
    if kind == "children":
        for _ in range(20):
            subprocess.Popen(["sleep", "300"])
    if kind == "bomb":
        try:
            while os.fork():
                pass
            time.sleep(60)
        except OSError:
            os._exit(3)
    if kind == "large":
        return {"nonce": event["nonce"], "filler": "x" * 3_000_000}
    print("served", event["nonce"])
    return {"nonce": event["nonce"]}
"""

# A runtime client that sometimes breaks its answer off, answers twice, or answers for nobody.
BOOTSTRAP = """#!/usr/bin/env python3
import http.client, json, os, socket
host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
while True:
    api = http.client.HTTPConnection(host, int(port))
    api.request("GET", "/2018-06-01/runtime/invocation/next")
    answer = api.getresponse()
    event = json.loads(answer.read())
    path = "/2018-06-01/runtime/invocation/" + answer.headers["Lambda-Runtime-Aws-Request-Id"] + "/response"
    body = json.dumps({"nonce": event["nonce"]})
    if event["kind"] == "half":
        half = socket.create_connection((host, int(port)))
        half.sendall(f"POST {path} HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: {len(body) + 50}\\r\\n\\r\\n{body}".encode())
        half.close()
        continue
    for _ in range(2 if event["kind"] == "twice" else 1):
        api.request("POST", path, body)
        api.getresponse().read()
"""

# kind: function, what may come back ("nonce" is the good answer), how often
KINDS = {
    "good": ("Python", {"nonce"}, 60),
    "shell": ("Shell", {"nonce"}, 20),
    "large": ("Python", {"nonce"}, 3),
    "children": ("Python", {"nonce"}, 2),
    "error": ("Python", {"ValueError"}, 10),
    "exit": ("Python", {"Runtime.ExitError"}, 3),
    "signal": ("Python", {"Runtime.ExitError"}, 3),
    "timeout": ("Python", {"Sandbox.Timedout"}, 1),
    "memory": ("Python", {"Runtime.ExitError", "Sandbox.Timedout"}, 1),  # a slow machine may not get there in time
    "bomb": ("Python", {"Runtime.ExitError", "Sandbox.Timedout"}, 1),
    "half": ("Shell", {"Runtime.TruncatedResponse"}, 3),
    "twice": ("Shell", {"nonce"}, 3),
    "leave": ("Python", {"left"}, 3),
}


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen(
            [program, "local", "start-lambda", "--port", "0", "--log-file", os.path.join(folder, "log")],
            cwd=folder, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(r"Running on http://127.0.0.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def memory_mb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def processes_of(folder):
    """Those that run below the folder or were started from it; cxsam's children have it in their environment or arguments."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as environment, open(f"/proc/{pid}/cmdline", "rb") as words:
                text = environment.read() + words.read()
        except OSError:
            continue
        if b"CXSAM_ENDURANCE=" + folder.encode() in text and int(pid) != os.getpid():
            found.append(int(pid))
    return found


class Run:
    def __init__(self, server, folder, until):
        self.server, self.folder, self.until = server, folder, until
        self.seen, self.wrong, self.lock = collections.Counter(), [], threading.Lock()

    def note(self, kind, what):
        with self.lock:
            self.seen[kind, what] += 1
            if what not in KINDS[kind][1]:
                self.wrong.append((kind, what))

    def call(self, kind):
        function, _, _ = KINDS[kind]
        nonce = str(uuid.uuid4())
        path = f"/2015-03-31/functions/{function}/invocations"
        body = json.dumps({"kind": kind, "nonce": nonce})
        if kind == "leave":
            with socket.create_connection(("127.0.0.1", self.server.port)) as left:
                left.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
            return "left"
        api = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            api.request("POST", path, body)
            answer = json.loads(api.getresponse().read())
        except Exception as error:
            return f"lost: {error!r}"
        finally:
            api.close()
        if "errorType" in answer:
            return answer["errorType"]
        return "nonce" if answer.get("nonce") == nonce else f"crossed: {str(answer)[:80]}"

    def client(self, seed):
        chance = random.Random(seed)
        kinds, weights = list(KINDS), [weight for _, _, weight in KINDS.values()]
        while time.monotonic() < self.until:
            kind = chance.choices(kinds, weights)[0]
            self.note(kind, self.call(kind))

    def reload(self):
        while time.monotonic() < self.until:
            time.sleep(5)
            with open(os.path.join(self.folder, "python", "app.py"), "a") as app:
                app.write("# changed\n")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("seconds", type=int, nargs="?", default=600)
    words.add_argument("--clients", type=int, default=8)
    words.add_argument("--program", default="build/release/cxsam")
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CXSAM_ENDURANCE"] = folder
        for name, text in {"template.yaml": TEMPLATE, "python/app.py": APP, "shell/bootstrap": BOOTSTRAP}.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)
            os.chmod(path, 0o755)
        ok = endure(asked, folder)
    sys.exit(0 if ok else 1)


def endure(asked, folder):
    server = Server(os.path.abspath(asked.program), folder)
    begin = time.monotonic()
    run = Run(server, folder, begin + asked.seconds)
    threads = [threading.Thread(target=run.client, args=(asked.seed * 1000 + i,)) for i in range(asked.clients)]
    threads.append(threading.Thread(target=run.reload))
    for thread in threads:
        thread.start()
    time.sleep(asked.seconds / 10)
    first = server.memory_mb(), server.descriptors()
    for thread in threads:
        thread.join()
    quiet = all(run.call(kind) == "nonce" for kind in ("good", "shell") for _ in range(20))
    time.sleep(3)
    last = server.memory_mb(), server.descriptors()
    alive = server.process.poll() is None
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    patience = time.monotonic() + 10
    while processes_of(folder) and time.monotonic() < patience:
        time.sleep(0.2)
    left = processes_of(folder)

    calls = sum(run.seen.values())
    print(f"{calls} calls in {time.monotonic() - begin:.0f} s with {asked.clients} clients")
    for (kind, what), count in sorted(run.seen.items()):
        print(f"  {kind:10} {what:28} {count}")
    print(f"unexpected: {len(run.wrong)} {run.wrong[:5]}")
    print(f"cxsam: {first[0]:.1f} MB and {first[1]} descriptors after a tenth, {last[0]:.1f} MB and {last[1]} at the end")
    print(f"processes left after SIGKILL: {len(left)}")
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    flat = last[0] < first[0] * 1.3 + 10 and last[1] <= first[1] + 20
    return alive and quiet and flat and not run.wrong and not left


if __name__ == "__main__":
    main()
