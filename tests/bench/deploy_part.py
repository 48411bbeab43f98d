"""Commands that talk to AWS, beside `sam` on the same server: a deployment without changes, uploads, and how soon logs are asked for."""
import os
import signal
import subprocess
import time

from peers import PATIENCE
from recorded_server import RecordedServer

ARTIFACTS = 50
BYTES = 1 << 20
TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Resources:
"""
FUNCTION = """  Function@:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src@, Handler: app.handler, Runtime: python3.13}
"""


def write_application(folder, count, size):
    """Functions whose code does not become smaller when it is zipped."""
    folder.mkdir()
    for i in range(count):
        source = folder / f"src{i}"
        source.mkdir()
        (source / "app.py").write_text("def handler(event, context):\n    return 1\n")
        (source / "data.bin").write_bytes(os.urandom(size))
    (folder / "template.yaml").write_text(TEMPLATE + "".join(FUNCTION.replace("@", str(i)) for i in range(count)))
    return folder


def programs(bench):
    yield "cxsam", bench.cxsam
    if bench.peers["sam"]:
        yield "sam", bench.peers["sam"]


def against(server, bench):
    for name, value in server.environment(bench.folder).items():
        os.environ[name] = value


def nothing_to_upload(bench, measure):
    folder = write_application(bench.folder / "unchanged", 3, 1000)
    words = ["deploy", "--stack-name", "shop", "--s3-bucket", "art", "--capabilities", "CAPABILITY_IAM", "--no-fail-on-empty-changeset"]
    with RecordedServer(has_objects=True) as server:
        against(server, bench)
        ours = None
        for name, program in programs(bench):
            _, median, cpu = measure([program, *words], 20 if name == "cxsam" else 3, folder)
            ours = ours or cpu
            bench.row(f"deploy, nothing to upload ({name}), CPU", cpu, "ms", f"wall {median:.1f}, {cpu / ours:.1f} x", "< 25 ms")


def uploads(bench, measure):
    folder = write_application(bench.folder / "large", ARTIFACTS, BYTES)
    words = ["package", "--s3-bucket", "art", "--output-template-file", "packaged.yaml", "--no-progressbar"]
    with RecordedServer(has_objects=False) as server:
        against(server, bench)
        ours = None
        for name, program in programs(bench):
            least, _, cpu = measure([program, *words], 3 if name == "cxsam" else 1, folder)
            ours = ours or least
            bench.row(f"package of {ARTIFACTS} x 1 MB ({name})", least, "ms", f"CPU {cpu:.0f}, {least / ours:.1f} x", "sam takes 4 x as long")


def until_asked(program):
    """From the start of the program to its first question for log events, in ms."""
    with RecordedServer(has_objects=True) as server:
        environment = {**os.environ, **server.environment(os.environ["HOME"])}
        begin = time.perf_counter()
        running = subprocess.Popen([program, "logs", "--cw-log-group", "/shop", "--tail"], env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while "FilterLogEvents" not in server.first:
            if running.poll() is not None or time.perf_counter() - begin > PATIENCE:
                raise SystemExit(f"bench: {program} logs does not ask for events")
            time.sleep(0.0005)
        running.send_signal(signal.SIGINT)
        running.wait(PATIENCE)
        return (server.first["FilterLogEvents"] - begin) * 1e3


def logs(bench):
    ours = None
    for name, program in programs(bench):
        least = min(until_asked(program) for _ in range(20 if name == "cxsam" else 2))
        ours = ours or least
        bench.row(f"logs --tail until events are asked for ({name})", least, "ms", f"{least / ours:.1f} x", "< 20 ms")


def deploy(bench, measure):
    if not bench.peers["sam"]:
        print("skipped: no sam")
    before = dict(os.environ)
    try:
        nothing_to_upload(bench, measure)
        uploads(bench, measure)
        logs(bench)
    finally:
        os.environ.clear()
        os.environ.update(before)
