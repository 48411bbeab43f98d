"""start-api while somebody works on the application: how soon a save counts, and whether a reload keeps others waiting."""
import http.client
import statistics
import time

SAVES = 25
RESOURCES = 1500
PROGRAMS = {
    "python": ("app.py", ["python3", "-c", "0"], "def handler(event, context):\n    return {'statusCode': 200, 'body': '%s'}\n"),
    "node": ("app.js", ["node", "-e", "0"], "exports.handler = async () => ({statusCode: 200, body: '%s'});\n"),
}


class Client:
    """One connection that is kept."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=60)

    def get(self):
        self.connection.request("GET", "/hello")
        return self.connection.getresponse().read().decode()


def milliseconds_since(begin):
    return (time.perf_counter() - begin) * 1e3


def save_to_answer(client, source, text, mark):
    """From the saved file to the first answer of the new code, in ms."""
    source.write_text(text % mark)
    begin = time.perf_counter()
    while client.get() != mark:
        if milliseconds_since(begin) > 20_000:
            raise SystemExit(f"bench: a change of {source} does not count")
        time.sleep(0.001)
    return milliseconds_since(begin)


def worst_answer(client, seconds):
    worst, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        begin = time.perf_counter()
        client.get()
        worst = max(worst, milliseconds_since(begin))
    return worst


def saves(bench, server, folder, language, measure):
    name, bare, text = PROGRAMS[language]
    source = folder / "src" / name
    source.write_text(text % "first")
    _, floor, _ = measure(bare, 20)
    with server([bench.cxsam, "local", "start-api", "--port", "0"], folder, "Press CTRL+C") as running:
        client = Client(running.address)
        client.get()
        times = []
        for i in range(SAVES):
            times.append(save_to_answer(client, source, text, f"saved {i}"))
            time.sleep(0.05)
        bench.row(f"save to first new answer, {language}, p50", statistics.median(times), "ms",
                  f"min {min(times):.0f}, max {max(times):.0f}, `{bare[0]}` alone {floor:.0f}", "< 60 ms")


def long_reload(bench, server, folder):
    """The worst answer time while a large template is loaded, beside that of quiet times."""
    template = folder / "template.yaml"
    text = template.read_text() + "".join(f"  Queue{i}: {{Type: AWS::SQS::Queue}}\n" for i in range(RESOURCES))
    template.write_text(text)
    with server([bench.cxsam, "local", "start-api", "--port", "0"], folder, "Press CTRL+C") as running:
        client = Client(running.address)
        client.get()
        quiet = worst_answer(client, 1)
        template.write_text(text + "  Last: {Type: AWS::SQS::Queue}\n")
        bench.row(f"worst answer while {RESOURCES} resources are loaded anew", worst_answer(client, 1), "ms",
                  f"quiet {quiet:.1f}; one of them starts a process", "< 20 ms + start")


def reload(bench, server, copy_app, measure, programs):
    for language in programs:
        saves(bench, server, copy_app(bench, language, "reload"), language, measure)
    if "python" in programs:
        long_reload(bench, server, copy_app(bench, "python", "large"))
