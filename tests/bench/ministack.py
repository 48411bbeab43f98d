"""ministack, the other server that runs functions from their zip without Docker: its Lambda API beside ours, where it is on the PATH."""
import base64
import http.client
import io
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import zipfile

from peers import PATIENCE

# It tells services apart by the scope of the signature, and checks none.
HEADERS = {"Authorization": "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=x"}
FUNCTIONS = "/2015-03-31/functions"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Ministack:
    """A server of its own on a free port of this machine, with a function `Function` of one file `app.py`."""

    def __init__(self, source):
        self.source = source

    def __enter__(self):
        self.port = free_port()
        self.folder = tempfile.TemporaryDirectory(prefix="bench-ministack.")
        own = {"GATEWAY_PORT": str(self.port), "MINISTACK_HOST": "127.0.0.1", "LOG_LEVEL": "WARNING"}
        self.process = subprocess.Popen(["ministack"], cwd=self.folder.name, env={**os.environ, **own}, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            self.wait_until_healthy()
            archive = io.BytesIO()
            with zipfile.ZipFile(archive, "w") as file:
                file.writestr("app.py", self.source)
            code = base64.b64encode(archive.getvalue()).decode()
            self.request("POST", FUNCTIONS, json.dumps({"FunctionName": "Function", "Runtime": "python3.12", "Handler": "app.handler",
                                                        "Role": "arn:aws:iam::000000000000:role/r", "Code": {"ZipFile": code}}), 201)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.folder.cleanup()

    def wait_until_healthy(self):
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self.request("GET", "/_ministack/health", None, 200)
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise SystemExit("bench: ministack does not start") from None
                time.sleep(0.1)

    def request(self, method, path, body, status):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, body, HEADERS)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != status:
            raise SystemExit(f"bench: ministack answers {path} with {answer.status}")

    def call(self):
        """One call of the function, in ms."""
        begin = time.perf_counter()
        self.request("POST", f"{FUNCTIONS}/Function/invocations", "{}", 200)
        return (time.perf_counter() - begin) * 1e3


def rows(bench, source):
    if not shutil.which("ministack"):
        print("skipped: no ministack")
        return
    with Ministack(source) as peer:
        bench.row("first call of a function, ministack, python", peer.call(), "ms", "its server runs already", "")
        bench.row("warm call, 1 connection, p50, ministack", statistics.median(peer.call() for _ in range(50)) * 1e3, "us", "", "")
