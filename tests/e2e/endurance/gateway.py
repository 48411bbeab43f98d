#!/usr/bin/env python3
"""Asks `cxsam local start-api` for all that it can do, with thousands of WebSocket connections beside; see README.md."""

import argparse
import asyncio
import base64
import collections
import json
import os
import random
import re
import resource
import signal
import struct
import sys
import tempfile
import time
import uuid

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Timeout: 2, MemorySize: 256, CodeUri: src, Handler: app.handler, Runtime: python3.12}
Resources:
  Calls:
    Type: AWS::Serverless::Function
    Properties: {Events: {Any: {Type: HttpApi, Properties: {Path: /call, Method: post}}}}
  Talks: {Type: AWS::Serverless::Function, Properties: {Handler: app.talk}}
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Chat, StageName: live}}
  Answer: {Type: AWS::ApiGatewayV2::RouteResponse, Properties: {ApiId: !Ref Chat, RouteId: !Ref Default, RouteResponseKey: $default}}
  Default: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: $default, RouteResponseSelectionExpression: $default, Target: !Sub "integrations/${Talk}"}}
  Talk: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Chat, IntegrationType: AWS_PROXY, IntegrationUri: !Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Talks.Arn}/invocations"}}
"""

APP = """
import json, os, time
def handler(event, context):
    asked = json.loads(event["body"])
    if asked["kind"] == "error":
        raise ValueError(asked["nonce"])
    if asked["kind"] == "exit":
        os._exit(3)
    if asked["kind"] == "timeout":
        time.sleep(60)
    filler = "x" * 1_000_000 if asked["kind"] == "large" else ""
    return {"statusCode": 200, "body": json.dumps({"nonce": asked["nonce"], "filler": filler})}
def talk(event, context):
    return {"statusCode": 200, "body": json.dumps({"nonce": json.loads(event["body"])["nonce"]})}
"""

# kind: what may come back ("nonce" is the good answer), how often
KINDS = {"good": ({"nonce"}, 200), "large": ({"nonce"}, 4), "error": ({"500"}, 5), "exit": ({"500"}, 2), "timeout": ({"500"}, 1),
         "leave": ({"left"}, 5), "slow": ({"nonce"}, 2), "half": ({"left"}, 3)}


def request(kind, nonce):
    body = json.dumps({"kind": kind, "nonce": nonce}).encode()
    return b"POST /call HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body


async def read_answer(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    size = int(re.search(r"(?i)content-length: (\d+)", head).group(1))
    return head.split()[1], await reader.readexactly(size)


class Run:
    def __init__(self, port, folder, seconds):
        self.port, self.folder, self.until = port, folder, time.monotonic() + seconds
        self.seen, self.wrong = collections.Counter(), []

    def going(self):
        return time.monotonic() < self.until

    def note(self, kind, what, expected):
        self.seen[kind, what] += 1
        if what not in expected:
            self.wrong.append((kind, what))

    async def call(self, kind, connection):
        """What came back, and whether the connection can be used again."""
        reader, writer = connection
        nonce = str(uuid.uuid4())
        data = request(kind, nonce)
        if kind in ("leave", "half"):
            writer.write(data if kind == "leave" else data[: len(data) // 2])
            await writer.drain()
            return "left", False
        for piece in [data[i:i + 40] for i in range(0, len(data), 40)] if kind == "slow" else [data]:
            writer.write(piece)
            await writer.drain()
            if kind == "slow":
                await asyncio.sleep(0.3)
        status, body = await asyncio.wait_for(read_answer(reader), 60)
        if status != "200":
            return status, True
        came = json.loads(body)["nonce"]
        return ("nonce" if came == nonce else f"crossed: {came}"), True

    async def client(self, seed):
        chance, connection = random.Random(seed), None
        kinds, weights = list(KINDS), [weight for _, weight in KINDS.values()]
        while self.going():
            kind = chance.choices(kinds, weights)[0]
            try:
                connection = connection or await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
                what, usable = await self.call(kind, connection)
            except Exception as error:
                what, usable = f"lost: {error!r}", False
            self.note(kind, what, KINDS[kind][0])
            if not usable and connection:
                connection[1].close()
                connection = None

    async def socket(self, seed):
        chance = random.Random(seed)
        await asyncio.sleep(chance.random() * min(30, (self.until - time.monotonic()) / 4))
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        key = base64.b64encode(chance.randbytes(16)).decode()
        writer.write((f"GET /live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                      "Sec-WebSocket-Version: 13\r\n\r\n").encode())
        head = await reader.readuntil(b"\r\n\r\n")
        self.note("connect", head.split()[1].decode(), {"101"})
        while self.going():
            await asyncio.sleep(chance.uniform(5, 40))
            nonce = str(uuid.uuid4())
            text = json.dumps({"action": "any", "nonce": nonce}).encode()
            mask = chance.randbytes(4)
            writer.write(struct.pack("!BB", 0x81, 0x80 | len(text)) + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(text)))
            first, size = await asyncio.wait_for(reader.readexactly(2), 60)
            body = await reader.readexactly(size if size < 126 else struct.unpack("!H", await reader.readexactly(2))[0])
            self.note("message", "nonce" if json.loads(body).get("nonce") == nonce else f"crossed: {body[:80]}", {"nonce"})
        writer.close()

    async def guarded(self, seed):
        try:
            await self.socket(seed)
        except Exception as error:
            self.note("socket", f"lost: {error!r}", set())

    async def reload(self):
        while self.going():
            await asyncio.sleep(5)
            with open(os.path.join(self.folder, "src", "app.py"), "a") as app:
                app.write("# changed\n")


def state_of(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024, len(os.listdir(f"/proc/{pid}/fd"))


async def start(program, folder):
    words = [program, "local", "start-api", "--port", "0", "--log-file", os.path.join(folder, "log")]
    process = await asyncio.create_subprocess_exec(*words, cwd=folder, stderr=asyncio.subprocess.PIPE, limit=1 << 20)
    async for line in process.stderr:
        found = re.search(rb"Running on http://127.0.0.1:(\d+)", line)
        if found:
            asyncio.create_task(process.stderr.read())
            return process, int(found.group(1))
    raise SystemExit("start-api does not start")


async def endure(asked, folder):
    process, port = await start(os.path.abspath(asked.program), folder)
    run = Run(port, folder, asked.seconds)
    tasks = [asyncio.create_task(run.client(asked.seed * 1000 + i)) for i in range(asked.clients)]
    tasks += [asyncio.create_task(run.guarded(asked.seed * 1_000_000 + i)) for i in range(asked.sockets)]
    tasks.append(asyncio.create_task(run.reload()))
    await asyncio.sleep(asked.seconds / 3)  # all sockets are there
    first = state_of(process.pid)
    await asyncio.sleep(asked.seconds * 0.6)
    last = state_of(process.pid)
    await asyncio.gather(*tasks)
    await asyncio.sleep(3)
    end = state_of(process.pid)
    process.send_signal(signal.SIGINT)
    code = await asyncio.wait_for(process.wait(), 30)
    print(f"{sum(run.seen.values())} exchanges in {asked.seconds} s with {asked.clients} clients and {asked.sockets} sockets")
    for (kind, what), count in sorted(run.seen.items()):
        print(f"  {kind:10} {what:28} {count}")
    print(f"unexpected: {len(run.wrong)} {run.wrong[:5]}")
    print("memory in MB and descriptors after a third, shortly before the end, and at the end:", first, last, end)
    flat = last[0] < first[0] * 1.3 + 10 and last[1] <= first[1] + 60 and end[1] <= 120
    return code == 0 and flat and not run.wrong


def main():
    words = argparse.ArgumentParser()
    words.add_argument("seconds", type=int, nargs="?", default=600)
    words.add_argument("--clients", type=int, default=8)
    words.add_argument("--sockets", type=int, default=2000)
    words.add_argument("--program", default="build/release/cxsam")
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(20000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "src"))
        for name, text in {"template.yaml": TEMPLATE, "src/app.py": APP}.items():
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        ok = asyncio.run(endure(asked, folder))
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
