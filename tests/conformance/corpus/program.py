"""cxsam as a child process: one call of a function, or a server."""
import collections
import http.client
import json
import os
import pathlib
import re
import select
import subprocess
import time

from compare import Miss

HERE = pathlib.Path(__file__).resolve().parent
# What stands in the environments of functions does not hang on who runs this: interpreters of the system, temporary credentials.
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": os.environ.get("HOME", "/tmp"),
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "token",
}
PATIENCE = 60

Invoked = collections.namedtuple("Invoked", "answer log code")
Answer = collections.namedtuple("Answer", "status headers body")


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        if content.startswith("#!"):
            path.chmod(0o755)


def function(runtime, handler="app.handler", code="code", **properties):
    return {
        "Type": "AWS::Lambda::Function",
        "Properties": {"Runtime": runtime, "Handler": handler, "Code": code, "Role": "arn:aws:iam::123456789012:role/r", **properties},
    }


def scripted(behaviour=None):
    """Files of a custom runtime that does what a plan says (scripted_bootstrap.py)."""
    return {"bootstrap": (HERE / "scripted_bootstrap.py").read_text(), "plan.json": json.dumps(behaviour or {})}


def make_project(folder, resources, code=None):
    """`code`: files by name, of the folder `code`. The template is SAM's where a resource is."""
    sam = any(resource["Type"].startswith("AWS::Serverless::") for resource in resources.values())
    transform = {"Transform": "AWS::Serverless-2016-10-31"} if sam else {}
    write(folder, {"template.yaml": json.dumps({**transform, "Resources": resources})})
    write(folder / "code", code or {})


def invoke_once(program, folder, event=None, environment=None):
    """cxsam local invoke."""
    command = [program, "local", "invoke", "-e", "-"]
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT | (environment or {}), input=json.dumps(event or {}), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return Invoked(done.stdout, done.stderr, done.returncode)


def understands(program, *command):
    done = subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=False)
    return done.returncode == 0


class Started:
    """A server of cxsam on a free port. What it logs is read line by line."""

    def __init__(self, program, folder, *command, environment=None):
        line = [program, *command, "--port", "0", "--no-watch"]
        self.process = subprocess.Popen(line, cwd=folder, env=ENVIRONMENT | (environment or {}), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.rest = b""
        self.port = None
        seen = []
        deadline = time.monotonic() + PATIENCE
        while self.port is None:
            text = self.line(deadline)
            if text is None:
                self.stop()
                raise Miss("it did not start: " + " ".join(seen)[:300])
            seen.append(text.strip())
            found = re.search(r"Running on https?://[\w.]+:(\d+)", text)
            self.port = int(found[1]) if found else None

    def line(self, deadline):
        """The next line of the log; None at its end, or at the deadline."""
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.process.stderr], [], [], max(0, deadline - time.monotonic()))
            more = os.read(self.process.stderr.fileno(), 65536) if ready else b""
            if not more:
                return None
            self.rest += more
        text, _, self.rest = self.rest.partition(b"\n")
        return text.decode(errors="replace")

    def lines_until(self, pattern):
        """Lines up to the one that `pattern` finds, this one included."""
        lines = []
        deadline = time.monotonic() + PATIENCE
        while not lines or not re.search(pattern, lines[-1]):
            text = self.line(deadline)
            if text is None:
                raise Miss(f"the log has no line with `{pattern}`")
            lines.append(text)
        return lines

    def request(self, method, target, headers=(), body=b""):
        """Headers are sent as they are named, and no others but Host and Content-Length."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, target, skip_host=any(n.lower() == "host" for n, _ in headers), skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value.encode())
        if body or method in ("POST", "PUT", "PATCH"):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return Answer(answer.status, answer.getheaders(), text)

    def stop(self):
        self.process.terminate()
        try:
            self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
