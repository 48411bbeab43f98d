"""A server on this machine with the answers that AWS gives to a deployment without changes, to uploads, and to who reads logs."""
import http.server
import socketserver
import threading
import time
import urllib.parse

STACK = ("<Stacks><member><StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/1</StackId><StackName>shop</StackName>"
         "<CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>UPDATE_COMPLETE</StackStatus></member></Stacks>")
NO_CHANGES = ("<ChangeSetId>arn:aws:cloudformation:eu-west-1:123456789012:changeSet/c/1</ChangeSetId><Status>FAILED</Status>"
              "<StatusReason>The submitted information didn't contain changes. Submit different information to create a change set."
              "</StatusReason><Changes/>")
RESULTS = {
    "DescribeStacks": STACK,
    "GetTemplateSummary": "<Parameters/>",
    "CreateChangeSet": "<Id>arn:aws:cloudformation:eu-west-1:123456789012:changeSet/c/1</Id>",
    "DescribeChangeSet": NO_CHANGES,
    "GetCallerIdentity": "<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/u</Arn><UserId>u</UserId>",
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body in one piece

    def log_message(self, *_):
        pass

    def body(self):
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        pieces = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def give(self, status, text="", kind="text/xml", **headers):
        data = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
        self.wfile.flush()

    def do_POST(self):
        body = self.body()
        target = self.headers.get("X-Amz-Target", "")
        if target:
            self.server.heard(target.split(".")[-1])
            return self.give(200, '{"events": [], "logStreams": []}', "application/x-amz-json-1.1")
        action = dict(urllib.parse.parse_qsl(body.decode())).get("Action", "")
        self.server.heard(action)
        return self.give(200, f"<{action}Response><{action}Result>{RESULTS.get(action, '')}</{action}Result></{action}Response>")

    def do_PUT(self):
        self.body()
        self.give(200, ETag='"e"')

    def do_HEAD(self):
        self.give(200 if self.server.has_objects else 404)

    def do_GET(self):
        self.give(404)


class RecordedServer(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, has_objects):
        super().__init__(("127.0.0.1", 0), Handler)
        self.has_objects = has_objects
        self.first = {}  # action -> when it was first asked for
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def heard(self, action):
        self.first.setdefault(action, time.perf_counter())

    def environment(self, home):
        return {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.server_address[1]}", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret",
                "AWS_DEFAULT_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true", "SAM_CLI_TELEMETRY": "0",
                "SAM_CLI_POLL_DELAY": "0.1", "HOME": str(home)}

    def handle_error(self, *_):
        """Who is interrupted cuts its connections."""

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
