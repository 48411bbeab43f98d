// An extension that follows AWS's documents to the letter: it listens, subscribes, and tells what it got when everything ends.
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <string>

#include "system/command.h"
#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

// `PROTOCOL` and `API` are its environment.
constexpr std::string_view kCollector = R"PY(#!/usr/bin/env python3
import http.server, json, os, socket, sys, threading, time, urllib.error, urllib.request

api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"]
received, lock = [], threading.Lock()

def call(method, path, body=None, headers={}):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(api + path, data, {"Content-Type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read().decode()

class Listener(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        with lock:
            received.extend(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass

def listen_tcp():
    server = socket.create_server(("127.0.0.1", 0))
    def read():
        while True:
            connection, _ = server.accept()
            for line in connection.makefile():
                with lock:
                    received.append(json.loads(line))
    threading.Thread(target=read, daemon=True).start()
    return {"protocol": "TCP", "port": server.getsockname()[1]}

def listen_http():
    try:
        server = http.server.ThreadingHTTPServer(("sandbox.localdomain", 0), Listener)
    except OSError:  # no sandbox
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return {"protocol": "HTTP", "URI": f"http://sandbox.localdomain:{server.server_port}/"}

_, headers, _ = call("POST", "/2020-01-01/extension/register", {"events": ["INVOKE", "SHUTDOWN"]},
                     {"Lambda-Extension-Name": os.path.basename(sys.argv[0])})
me = {"Lambda-Extension-Identifier": headers["Lambda-Extension-Identifier"]}
destination = listen_tcp() if os.environ["PROTOCOL"] == "TCP" else listen_http()
logs = os.environ["API"] == "logs"
subscription = {"schemaVersion": "2021-03-18" if logs else "2022-12-13", "types": ["platform", "function", "extension"],
                "destination": destination, "buffering": {"timeoutMs": 25, "maxItems": 1000, "maxBytes": 262144}}
path = "/2020-08-15/logs" if logs else "/2022-07-01/telemetry"
print("subscribed", *call("PUT", path, {"types": []}, me)[::2])
print("subscribed", *call("PUT", path, subscription, me)[::2], flush=True)
while True:
    event = json.loads(call("GET", "/2020-01-01/extension/event/next", headers=me)[2])
    if event["eventType"] == "SHUTDOWN":
        break
print("late", *call("PUT", path, subscription, me)[::2])
for _ in range(100):  # what comes over TCP is sent before the event, and perhaps not read yet
    if received and received[-1]["type"] in ("platform.end", "platform.report"):
        break
    time.sleep(0.01)
with lock:
    for one in received:
        record = one["record"]
        short = record if isinstance(record, str) else record.get("status", record.get("state", ""))
        print("got", one["type"], short)
print("reason", event["shutdownReason"], flush=True)
)PY";

constexpr std::string_view kApp = R"(
import time
print("from the module")
def handler(event, context):
    print("from the handler")
    time.sleep(event.get("sleep", 0))
    return "answer"
)";

struct Collected {
  Collected(const std::string& api, const std::string& protocol) {
    layer.write("extensions/collector", kCollector);
    std::filesystem::permissions(layer / "extensions/collector", std::filesystem::perms::owner_all);
    function.code.write("app.py", kApp);
    function.spec.layers = {layer.path()};
    function.spec.environment = {{"API", api}, {"PROTOCOL", protocol}};
  }
  std::string log_after(const std::vector<std::string>& payloads) {
    for (const std::string& payload : payloads) outcomes.push_back(function.invoke(payload).outcome);
    function.close();
    return function.log;
  }
  test::ScratchFolder layer;
  FunctionFixture function{"python3.11"};
  std::vector<invoke::Outcome> outcomes;
};

bool has_python() {
  if (system::find_program("python3")) return true;
  std::cout << "skipped: python3 is not installed\n";
  return false;
}

bool in_order(const std::string& log, const std::vector<std::string>& lines) {
  std::size_t at = 0;
  for (const std::string& line : lines) {
    at = log.find(line, at);
    if (at == std::string::npos) {
      UNSCOPED_INFO("missing: " << line);
      return false;
    }
    at += line.size();
  }
  return true;
}

}  // namespace

TEST_CASE(
    "telemetry: an extension gets all events of the platform, lines of the function and its own, before it hears of the end") {
  if (!has_python()) return;
  Collected collected("telemetry", "HTTP");
  const std::string log = collected.log_after({"{}", "{}"});
  INFO(log);
  CHECK(log.find(R"(subscribed 400 {"errorMessage":"schemaVersion is not supported)") != std::string::npos);
  CHECK(log.find("subscribed 200 \"OK\"\n") != std::string::npos);
  CHECK(log.find("EXTENSION\tName: collector\tState: Ready\tEvents: [INVOKE,SHUTDOWN]\n") != std::string::npos);
  CHECK(log.find("TELEMETRY\tName: collector\tState: Subscribed\tTypes: [Platform,Function,Extension]\n") != std::string::npos);
  CHECK(
      log.find(
          R"(late 403 {"errorMessage":"Telemetry API subscription is closed already","errorType":"Telemetry.SubscriptionClosed"})") !=
      std::string::npos);
  CHECK(in_order(log, {"got platform.initStart", "got platform.telemetrySubscription Subscribed",
                       "got platform.initReport success", "got platform.start", "got platform.runtimeDone success",
                       "got platform.report success", "got platform.start", "got function from the handler",
                       "got platform.runtimeDone success", "got platform.report success", "reason spindown"}));
  CHECK(in_order(log, {"got platform.initStart", "got platform.initRuntimeDone success"}));
  CHECK(log.find("got function from the module") != std::string::npos);
  CHECK(log.find("got platform.extension Ready") != std::string::npos);
  CHECK(log.find("got extension subscribed 200") != std::string::npos);
}

TEST_CASE("telemetry: the Logs API over TCP has its own events, and tells how a function that is too slow ended") {
  if (!has_python()) return;
  Collected collected("logs", "TCP");
  collected.function.spec.function.timeout_s = 2;
  const std::string log = collected.log_after({R"({"sleep": 60})"});
  INFO(log);
  CHECK(collected.outcomes.front().kind == Kind::Timeout);
  CHECK(log.find("LOGS\tName: collector\tState: Subscribed") != std::string::npos);
  CHECK(in_order(log, {"got platform.start", "got function from the handler", "got platform.runtimeDone timeout",
                       "got platform.end", "reason timeout"}));
  CHECK(log.find("got platform.init") == std::string::npos);
}
