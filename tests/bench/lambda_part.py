"""Functions as Lambda has them: cold starts of each language, warm calls of both servers, streams, many idle functions, a crowd of callers."""
import concurrent.futures
import http.client
import http.server
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import threading
import time

import ministack

CLIENTS = pathlib.Path(__file__).resolve().parents[2] / "build" / "clients"  # what the end-to-end tests have built
IDLE = 50
CALLERS = 1000
LIMIT = 10

PYTHON = "def handler(event, context):\n    return {'statusCode': 200, 'body': 'hello'}\n"
SOURCES = {
    "python": ("python3.12", "app.handler", {"app.py": PYTHON}, ["python3", "-c", "0"], "< 8 ms"),
    "nodejs": ("nodejs20.x", "app.handler", {"app.js": "exports.handler = async () => 'hello';\n"}, ["node", "-e", "0"], "< 8 ms"),
    "ruby": ("ruby3.3", "app.handler", {"app.rb": "def handler(event:, context:)\n  'hello'\nend\n"}, ["ruby", "-e", "0"], ""),
}


def template(properties, extra=""):
    return ("Transform: AWS::Serverless-2016-10-31\nResources:\n  Function:\n    Type: AWS::Serverless::Function\n"
            f"    Properties: {{CodeUri: src, {properties}}}\n{extra}")


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass  # its client is killed while it waits for a second event


class OneEvent(http.server.BaseHTTPRequestHandler):
    """The least that a runtime client needs for one event."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.server.given:
            self.server.wait.wait()
        self.server.given = True
        self.send_response(200)
        self.send_header("Lambda-Runtime-Aws-Request-Id", "1")
        self.send_header("Lambda-Runtime-Deadline-Ms", str(int(time.time() * 1000) + 10000))
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:1:function:f")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_POST(self):
        self.server.answered.set()
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()


def ms_of_program(argv):
    begin = time.perf_counter()
    subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begin) * 1e3


def ms_of_client(program):
    """From spawn to answer of a program that brings its client along: nothing but the program and a small server."""
    with QuietServer(("127.0.0.1", 0), OneEvent) as server:
        server.given, server.wait, server.answered = False, threading.Event(), threading.Event()
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        own = {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}", "AWS_LAMBDA_FUNCTION_NAME": "f", "_HANDLER": "h",
               "AWS_LAMBDA_FUNCTION_VERSION": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128", "PATH": os.environ["PATH"]}
        begin = time.perf_counter()
        process = subprocess.Popen([program], env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server.answered.wait(10)
        taken = (time.perf_counter() - begin) * 1e3
        process.kill()
        process.wait()
        server.wait.set()
        server.shutdown()
    return taken


def ms_of_answer(argv, folder):
    """From spawn until the answer stands on standard output."""
    begin = time.perf_counter()
    process = subprocess.Popen(argv, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = os.read(process.stdout.fileno(), 4096)
    taken = (time.perf_counter() - begin) * 1e3
    if process.wait() != 0 or not said:
        raise SystemExit(f"bench: {argv} ended with {process.returncode}")
    process.stdout.close()
    return taken


def cold(bench):
    for language, (runtime, handler, files, bare, target) in SOURCES.items():
        if not shutil.which(bare[0]):
            print(f"skipped: no {bare[0]}")
            continue
        folder = write(bench.folder / f"cold-{language}", {f"src/{name}": text for name, text in files.items()})
        write(folder, {"template.yaml": template(f"Handler: {handler}, Runtime: {runtime}")})
        row_of_cold(bench, language, folder, lambda: ms_of_program(bare), f"`{bare[0]}` alone", target)
    for language, program in (("go", CLIENTS / "go/bootstrap"), ("rust", CLIENTS / "rust/target/release/bootstrap")):
        if not program.exists():
            print(f"skipped: no {program}; the end-to-end tests build it")
            continue
        folder = write(bench.folder / f"cold-{language}", {"template.yaml": template("Handler: bootstrap, Runtime: provided.al2023")})
        (folder / "src").mkdir(exist_ok=True)
        shutil.copy(program, folder / "src/bootstrap")
        row_of_cold(bench, language, folder, lambda: ms_of_client(str(folder / "src/bootstrap")), "the program alone", "< 3 ms", runs=40)
    java(bench)


def java(bench):
    """On AWS's own client, which the end-to-end tests have fetched, with the class that they have compiled."""
    if not (CLIENTS / "java/example").exists() or not (CLIENTS / "cxsam/sdk/java").exists():
        print("skipped: no Java client; the end-to-end tests fetch it")
        return
    os.environ["XDG_CACHE_HOME"] = str(CLIENTS)
    folder = write(bench.folder / "cold-java", {"template.yaml": template("Handler: 'example.Handlers$OfMaps', Runtime: java17, MemorySize: 512")})
    shutil.copytree(CLIENTS / "java", folder / "src")
    row_of_cold(bench, "java", folder, lambda: ms_of_program(["java", "-version"]), "`java -version`", "", runs=10)


def row_of_cold(bench, language, folder, alone, beside, target, runs=20):
    """Both in turn: a machine that is slow for a while is slow for both."""
    floor, ours = [], []
    for _ in range(runs):
        floor.append(alone())
        ours.append(ms_of_answer([bench.cxsam, "local", "invoke", "--no-event"], folder))
    median, floor_median = statistics.median(ours), statistics.median(floor)
    bench.row(f"cold start, spawn to answer, {language}: over {beside}", median - floor_median, "ms",
              f"median {median:.1f} beside {floor_median:.1f}, least {min(ours):.1f}/{min(floor):.1f}", target)


def median_call(port, method, path, body, count):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        connection.request(method, path, body)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - begin) * 1e6)
        if answer.status != 200:
            raise SystemExit(f"bench: {path} is answered with {answer.status}")
    return statistics.median(times[count // 10:])


def port_of(server):
    return int(server.address.rstrip("/").rsplit(":", 1)[1])


def warm(bench, Server):
    folder = write(bench.folder / "both", {"src/app.py": PYTHON, "template.yaml": template(
        "Handler: app.handler, Runtime: python3.12, Events: {Get: {Type: HttpApi, Properties: {Path: /hello, Method: get}}}")})
    with Server([bench.cxsam, "local", "start-api", "--port", "0"], folder, "Press CTRL+C") as server:
        api = median_call(port_of(server), "GET", "/hello", None, 3000)
    with Server([bench.cxsam, "local", "start-lambda", "--port", "0"], folder, "Press CTRL+C") as server:
        own = median_call(port_of(server), "POST", "/2015-03-31/functions/Function/invocations", "{}", 3000)
    bench.row("warm call through start-lambda, 1 connection, p50", own, "us", f"start-api {api:.0f} us, {own / api:.2f} x", "< 1.3 x")
    ministack.rows(bench, PYTHON)


STREAM = """exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  await new Promise((done) => setTimeout(done, 20));
  stream.write(String(performance.timeOrigin + performance.now()));
  await new Promise((done) => setTimeout(done, 60));
  stream.end();
});
"""


def stream(bench, Server):
    if not shutil.which("node"):
        print("skipped: no node")
        return
    folder = write(bench.folder / "stream", {"src/app.js": STREAM, "template.yaml": template(
        "Handler: app.handler, Runtime: nodejs20.x, FunctionUrlConfig: {AuthType: NONE, InvokeMode: RESPONSE_STREAM}")})
    with Server([bench.cxsam, "local", "start-lambda", "--port", "0"], folder, "Press CTRL+C") as server:
        times = []
        for _ in range(30):
            connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=60)
            connection.request("GET", "/lambda-url/function/")
            answer = connection.getresponse()
            first = answer.read1(100)
            times.append(time.time() * 1e3 - float(first))
            answer.read()
        bench.row("first byte of a stream after the handler's write, p50", statistics.median(times[3:]), "ms", f"max {max(times[3:]):.2f}", "< 2 ms")


def pss_kib(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def idle(bench, Server, descendants):
    extra = "".join(f"  F{i}:\n    Type: AWS::Serverless::Function\n    Properties: {{CodeUri: src, Handler: app.handler, Runtime: python3.12}}\n"
                    for i in range(IDLE - 1))
    folder = write(bench.folder / "idle", {"src/app.py": PYTHON, "template.yaml": template("Handler: app.handler, Runtime: python3.12", extra)})
    argv = [bench.cxsam, "local", "start-lambda", "--port", "0", "--warm-containers", "EAGER"]
    with Server(argv, folder, "Press CTRL+C") as server:
        pids = [server.process.pid, *descendants(server.process.pid)]
        program = os.readlink(f"/proc/{server.process.pid}/exe")
        own = [pid for pid in pids if os.readlink(f"/proc/{pid}/exe") == program]  # with the first process of each sandbox
        bench.row(f"{IDLE} idle functions: memory beyond their own", sum(map(pss_kib, own)) / 1024, "MiB",
                  f"{len(own)} of {len(pids)} processes are cxsam's", "< 20 MiB")


def crowd(bench, Server, descendants):
    text = "import time\ndef handler(event, context):\n    time.sleep(0.02)\n    return event['nonce']\n"
    folder = write(bench.folder / "crowd", {"src/app.py": text, "template.yaml": template(
        f"Handler: app.handler, Runtime: python3.12, Timeout: 30, ReservedConcurrentExecutions: {LIMIT}")})
    with Server([bench.cxsam, "local", "start-lambda", "--port", "0"], folder, "Press CTRL+C") as server:
        port, pid = port_of(server), server.process.pid

        def call(nonce):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                connection.request("POST", "/2015-03-31/functions/Function/invocations", json.dumps({"nonce": nonce}))
                answer = connection.getresponse()
                body = answer.read()
                return answer.status if answer.status == 429 else answer.status if json.loads(body) == nonce else "crossed"
            except OSError as error:
                return f"lost: {error}"
            finally:
                connection.close()

        with concurrent.futures.ThreadPoolExecutor(LIMIT) as some:
            list(some.map(call, range(2 * LIMIT)))
        with concurrent.futures.ThreadPoolExecutor(CALLERS) as first_crowd:  # until there are all the instances
            list(first_crowd.map(call, range(CALLERS)))
        time.sleep(1)
        before = len(os.listdir(f"/proc/{pid}/fd"))
        begin = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(CALLERS) as crowd_of_callers:
            seen = list(crowd_of_callers.map(call, range(CALLERS)))
        seconds = time.perf_counter() - begin
        time.sleep(1)
        after = len(os.listdir(f"/proc/{pid}/fd"))
        counts = {str(what): seen.count(what) for what in set(seen)}
        lost = sum(1 for what in seen if what not in (200, 429))
        instances = sum(1 for child in descendants(pid) if os.readlink(f"/proc/{child}/exe") != os.readlink(f"/proc/{pid}/exe"))
        bench.row(f"{CALLERS} calls at once of a function limited to {LIMIT}: lost", lost, "calls",
                  f"{counts}, {instances} instances, descriptors {before} -> {after}, {seconds:.1f} s", "0")
