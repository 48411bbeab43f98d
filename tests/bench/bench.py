#!/usr/bin/env python3
"""Figures of cxsam, each beside a floor or a peer in the same run.

usage: bench.py --cxsam build/release/cxsam [--only NAME]... [--seconds N] [--json FILE] [--cfn-lint PROGRAM] [--sam PROGRAM]
                [--template FILE]...

Wall times are minima and medians of many runs; CPU times come from wait4 and /proc. Peers that are not installed are left out and named.
"""
import argparse
import ctypes
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import build_part
import deploy_part
import gateway_part
import lambda_part
import local_part
import transform_part
import validate_part

HERE = pathlib.Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")


class Bench:
    def __init__(self, cxsam, seconds, peers, templates):
        self.peers = peers  # name -> program, or nothing where it is not installed
        self.templates = templates  # paths that are measured beside those that the parts make
        self.cxsam = str(pathlib.Path(cxsam).resolve())
        self.seconds = seconds
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cxsam-bench."))
        self.rows = []

    def row(self, name, figure, unit, beside="", target=""):
        self.rows.append({"name": name, "figure": figure, "unit": unit, "beside": beside, "target": target})
        print(f"{name:58} {figure:>10.3f} {unit:8} {beside:38} {target}", flush=True)

    def peak_mib(self, argv):
        """Peak memory of a program. It inherits the peak of what starts it, so a shell does that, which is small, and not Python."""
        # It begins when the shell has gone: until then the shell could be the one that waits for it.
        script = 'exec 3<&0; (read go <&3; exec "$@" 3<&-) >/dev/null 2>&1 & echo $!'
        shell = subprocess.Popen(["sh", "-c", script, "sh", *argv], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        pid = int(shell.stdout.readline())
        shell.wait()
        shell.communicate(b"go\n")
        _, _, usage = os.wait4(pid, 0)
        return usage.ru_maxrss / 1024


def adopt_orphans():
    """So that peak_mib() may wait for what its shell left running."""
    PR_SET_CHILD_SUBREAPER = 36
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def spawn(argv, cwd=None, stdin=None):
    """Runs a program to its end: wall ms, CPU ms, exit code."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    here = os.getcwd()
    if cwd:
        os.chdir(cwd)
    try:
        begin = time.perf_counter()
        pid = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - begin
    finally:
        os.chdir(here)
        os.close(null)
    return wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, os.waitstatus_to_exitcode(status)


def measure(argv, runs, cwd=None, expect=(0,)):
    """Minimum and median wall ms, median CPU ms of a program; `expect` are the exit codes that it may have, None for any."""
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu, code = spawn(argv, cwd)
        if expect is not None and code not in expect:
            raise SystemExit(f"bench: {argv} ended with {code}")
        walls.append(wall)
        cpus.append(cpu)
    return min(walls), statistics.median(walls), statistics.median(cpus)


def startup(bench):
    floor, floor_median, _ = measure(["/bin/true"], 200)
    for words in (["--version"], ["--help"], ["validate", "--help"], ["local", "start-api", "--help"], ["build", "--help"]):
        least, median, _ = measure([bench.cxsam, *words], 200)
        target = "< 1.5 ms over /bin/true" if words == ["--version"] else "< 2.5 ms"
        figure = least - floor if words == ["--version"] else least
        label = "over /bin/true" if words == ["--version"] else "whole"
        bench.row(f"start: cxsam {' '.join(words)} ({label})", figure, "ms", f"/bin/true {floor:.2f}, median {median:.2f}", target)


def copy_app(bench, language, name="warm"):
    folder = bench.folder / f"{name}-{language}"
    if not folder.exists():
        shutil.copytree(HERE / "app" / language, folder)
    return folder


def invoke(bench):
    """Cold: from spawn to the answer, beside the bare start of the same interpreter."""
    for language, runtime, bare in (("python", "python3", ["python3", "-c", "0"]), ("node", "node", ["node", "-e", "0"])):
        if not shutil.which(runtime):
            print(f"skipped: no {runtime}")
            continue
        folder = copy_app(bench, language)
        floor, floor_median, _ = measure(bare, 20)
        least, median, _ = measure([bench.cxsam, "local", "invoke", "--no-event"], 20, folder)
        bench.row(f"cold invoke {language} over `{' '.join(bare)}`", least - floor, "ms",
                  f"{least:.1f} beside {floor:.1f}, medians {median:.1f}/{floor_median:.1f}", "< 15 ms")


def cpu_of(pid):
    """CPU seconds of one process so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def descendants(pid):
    found, queue = [], [pid]
    while queue:
        current = queue.pop()
        for task in pathlib.Path(f"/proc/{current}/task").glob("*/children"):
            try:
                children = [int(word) for word in task.read_text().split()]
            except OSError:
                continue
            found += children
            queue += children
    return found


def resident_kib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


class Server:
    """A server process that says on standard error (or output) where it listens."""

    def __init__(self, argv, cwd, sign):
        self.log = tempfile.NamedTemporaryFile("w+", suffix=".log")
        self.process = subprocess.Popen(argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        deadline = time.time() + 30
        while True:
            text = pathlib.Path(self.log.name).read_text()
            if sign in text:
                break
            if self.process.poll() is not None or time.time() > deadline:
                raise SystemExit(f"bench: {argv} does not start:\n{text}")
            time.sleep(0.01)
        said = (word for line in text.splitlines() if "Running on" in line for word in line.split() if word.startswith("http"))
        self.address = next(said, "")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


def load(url, connections, seconds, log, headers=(), **asked):
    """Requests a second and the median latency in microseconds, as wrk sees them; every answer must be a 200. `asked` is what
    check.lua knows: method, body, expect, starts."""
    words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(HERE / "check.lua")]
    for header in headers:
        words += ["-H", header]
    settings = {f"BENCH_{name.upper()}": text for name, text in asked.items()}
    done = subprocess.run([*words, url], capture_output=True, text=True, env={**os.environ, **settings})
    figures = json.loads(done.stdout.strip().splitlines()[-1])
    if figures["wrong"]:
        raise SystemExit(f"bench: {figures['wrong']} wrong answers from {url}\n{pathlib.Path(log).read_text()[-2000:]}")
    return figures["requests"] / figures["seconds"], figures["p50"], figures["requests"]


def floor(bench, raw):
    """The least that any gateway beside a Node.js function takes: one function at one connection, two before a queue."""
    if not shutil.which("cc"):
        print("skipped: no cc for the floor of start-api")
        return
    program = bench.folder / "floor"
    subprocess.run(["cc", "-O2", "-o", str(program), str(HERE / "floor" / "gateway.c")], check=True)
    for connections, functions in ((1, 1), (8, 2), (32, 2)):
        words = [str(program), str(functions), str(HERE / "floor" / "event.json"), "node", str(HERE / "floor" / "function.js"),
                 str(HERE / "app" / "node" / "src" / "app.js")]
        with Server(words, None, "Running on") as server:
            pid = server.process.pid
            load(server.address + "/hello?name=a", connections, 1, server.log.name)
            own, theirs = cpu_of(pid), sum(map(cpu_of, descendants(pid)))
            rate, p50, requests = load(server.address + "/hello?name=a", connections, bench.seconds, server.log.name)
            own = (cpu_of(pid) - own) / requests * 1e6
            theirs = (sum(map(cpu_of, descendants(pid))) - theirs) / requests * 1e6
            bench.row(f"floor: a least gateway, node, {connections} connections", rate, "req/s",
                      f"p50 {p50} us, CPU {own:.0f} + {theirs:.0f} us/req", f"{rate / raw[connections]:.2f} x raw node")


def warm(bench):
    if not shutil.which("wrk"):
        print("skipped: no wrk")
        return
    raw = {}
    with Server(["node", str(HERE / "app" / "raw_server.js")], None, "Running on") as server:
        load(server.address + "/hello?name=a", 8, 1, server.log.name)
        for connections in (1, 8, 32):
            begin = cpu_of(server.process.pid)
            rate, p50, requests = load(server.address + "/hello?name=a", connections, bench.seconds, server.log.name)
            cpu = (cpu_of(server.process.pid) - begin) / requests * 1e6
            raw[connections] = rate
            bench.row(f"raw node http server, {connections} connections", rate, "req/s", f"p50 {p50} us, CPU {cpu:.0f} us/req")
    floor(bench, raw)
    for language in ("node", "python"):
        folder = copy_app(bench, language)
        with Server([bench.cxsam, "local", "start-api", "--port", "0"], folder, "Press CTRL+C") as server:
            pid = server.process.pid
            bench.row(f"start-api ({language}), idle resident memory", resident_kib(pid) / 1024, "MiB", "", "< 15 MiB")
            load(server.address + "/hello?name=a", 2, 1, server.log.name)
            for connections in (1, 8, 32):
                own, functions = cpu_of(pid), sum(map(cpu_of, descendants(pid)))
                rate, p50, requests = load(server.address + "/hello?name=a", connections, bench.seconds, server.log.name)
                own = (cpu_of(pid) - own) / requests * 1e6
                functions = (sum(map(cpu_of, descendants(pid))) - functions) / requests * 1e6
                bench.row(f"start-api {language}, {connections} connections", rate, "req/s",
                          f"p50 {p50} us, CPU {own:.0f} + {functions:.0f} us/req", f"{rate / raw[connections]:.2f} x raw node")


def gateway(bench):
    if not shutil.which("wrk"):
        print("skipped: no wrk")
        return
    gateway_part.gateway(bench, Server, load, cpu_of, descendants)


def reload(bench):
    programs = [language for language, program in (("python", "python3"), ("node", "node")) if shutil.which(program)]
    local_part.reload(bench, Server, copy_app, measure, programs)


def cold(bench):
    lambda_part.cold(bench)


def functions(bench):
    lambda_part.warm(bench, Server)
    lambda_part.stream(bench, Server)
    lambda_part.idle(bench, Server, descendants)
    lambda_part.crowd(bench, Server, descendants)


def build(bench):
    folder = bench.folder / "many"
    source = folder / "src"
    for i in range(2500):
        path = source / f"package{i // 100}" / f"module{i}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"VALUE = {i}\n")
    (source / "app.py").write_text("def handler(event, context):\n    return 1\n")
    (folder / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Function:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        "      CodeUri: src\n      Handler: app.handler\n      Runtime: python3.12\n")
    first, _, code = spawn([bench.cxsam, "build"], folder)
    if code:
        raise SystemExit("bench: build fails")
    floor, _, _ = measure(["find", str(source), "-newer", "/proc/self/exe"], 10)
    least, median, _ = measure([bench.cxsam, "build"], 20, folder)
    bench.row("build of 2,500 files with nothing changed", least, "ms", f"find {floor:.1f}, first build {first:.0f}", "< 30 ms")
    build_part.build(bench, measure, spawn)


def validate(bench):
    validate_part.validate(bench, measure)


def deploy(bench):
    deploy_part.deploy(bench, measure)


def transform(bench):
    transform_part.transform(bench, measure)


ALL = {"startup": startup, "validate": validate, "transform": transform, "invoke": invoke, "warm": warm, "gateway": gateway, "reload": reload, "cold": cold,
       "functions": functions, "build": build, "deploy": deploy}


def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # by which servers are stopped: a shell lets background jobs ignore it
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cxsam", required=True)
    parser.add_argument("--only", action="append", choices=ALL)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--json")
    parser.add_argument("--cfn-lint", default=shutil.which("cfn-lint"))
    parser.add_argument("--sam", default=shutil.which("sam"))
    parser.add_argument("--template", action="append", default=[], type=pathlib.Path, help="validated and transformed, too")
    options = parser.parse_args()
    adopt_orphans()
    bench = Bench(options.cxsam, options.seconds, {"cfn-lint": options.cfn_lint, "sam": options.sam}, options.template)
    try:
        for name, run in ALL.items():
            if not options.only or name in options.only:
                run(bench)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(bench.rows, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
