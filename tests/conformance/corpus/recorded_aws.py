"""AWS as a transcript has it: a server on 127.0.0.1 that answers each request with what was recorded for one like it."""
import http.server
import re
import threading
import time
import urllib.parse

FIRST_UUID = "00000000-0000-4000-8000-"
SHIFTED_TIME = re.compile(r"\{(ISO|MS|S)([+-][\d.]+)\}")


def action_of(recorded):
    """The name of what is asked for: an action, or method and path."""
    name = recorded.get("act")
    return name.rsplit(".", 1)[-1] if name else f"{recorded['m']} {urllib.parse.unquote(recorded.get('path', '/'))}"


def without_ids(text):
    return re.sub(FIRST_UUID + r"\d{12}", "{UUID}", text or "")


def query_of(text):
    return sorted(re.sub(r"uploadId=[^&]*", "uploadId=", text).split("&"))


class Call:
    """A request as it came in."""

    def __init__(self, handler, body):
        address = urllib.parse.urlsplit(handler.path)
        self.method, self.path, self.query = handler.command, address.path, address.query
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        self.body = body
        scope = re.search(r"Credential=[^/]*/\d+/([\w-]+)/([\w-]+)/", self.headers.get("authorization", ""))
        self.region, self.service = scope.groups() if scope else (None, None)
        self.action = self.headers.get("x-amz-target")
        self.parameters = None
        if "x-www-form-urlencoded" in self.headers.get("content-type", ""):
            self.parameters = dict(urllib.parse.parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
            self.action = self.parameters.get("Action")

    def is_like(self, recorded):
        if recorded.get("svc") != self.service:
            return False
        if not self.action:
            same = recorded["m"] == self.method and urllib.parse.unquote(recorded.get("path", "/")) == urllib.parse.unquote(self.path)
            return same and "act" not in recorded and query_of(recorded.get("query", "")) == query_of(self.query)
        wanted = (recorded.get("par") or {}).get("StackName") if self.action == "DescribeStacks" else None
        return recorded.get("act") == self.action and (wanted is None or wanted == without_ids(self.parameters.get("StackName")))


class RecordedAws(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, requests):
        super().__init__(("127.0.0.1", 0), Handler)
        self.recorded, self.used = requests, [False] * len(requests)
        self.calls, self.lock, self.began = [], threading.Lock(), time.time()
        self.url = f"http://localhost:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def answer_to(self, call):
        """The first record that was not used yet, else the last one again, as for polls; None for what was never asked."""
        with self.lock:
            self.calls.append(call)
            alike = [i for i, recorded in enumerate(self.recorded) if call.is_like(recorded)]
            fresh = [i for i in alike if not self.used[i]]
            if not alike:
                return None
            index = (fresh or alike[-1:])[0]
            self.used[index] = True
            return self.recorded[index]

    def filled(self, text):
        """Times that are so many seconds after the beginning."""

        def at(found):
            moment = self.began + float(found[2])
            if found[1] == "ISO":
                return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) + f".{int(moment % 1 * 1e6):06d}Z"
            return str(int(moment * 1000)) if found[1] == "MS" else f"{moment:.3f}"

        return SHIFTED_TIME.sub(at, text).replace("{ENDPOINT}", self.url)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        recorded = self.server.answer_to(Call(self, body))
        status = 404 if recorded is None else recorded["st"] if isinstance(recorded["st"], int) else 500
        text = b"{}" if recorded is None else self.server.filled(recorded.get("resp", "")).encode()
        self.send_response(status)
        for name, value in ((recorded or {}).get("rh") or {}).items():
            self.send_header(name, value)
        if self.command == "PUT" and status == 200:
            self.send_header("ETag", '"etag"')
        bare = self.command == "HEAD" or status == 204
        self.send_header("Content-Type", "text/xml" if text.startswith(b"<") else "application/json")
        self.send_header("Content-Length", "0" if bare else str(len(text)))
        self.end_headers()
        if not bare:
            self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = do_PATCH = answer
