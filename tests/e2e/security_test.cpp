// What a function may not do to others, tried by functions that mean harm.
#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>

#include "json/json.h"
#include "tests/e2e/function_fixture.h"
#include "tests/e2e/isolation.h"
#include "tests/e2e/local_server.h"
#include "tests/support/process.h"
#include "tests/support/raw_client.h"

using namespace cxsam;
using test::ScratchFolder;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

bool has_namespaces() {
  const runtime::Isolation isolation = test::isolation();
  if (!isolation.namespaces) std::cout << "skipped: no namespaces here: " << isolation.missing << "\n";
  return isolation.namespaces;
}

constexpr const char* kTemplate = R"(Resources:
  Victim:
    Type: AWS::Lambda::Function
    Properties: {Code: victim, Handler: app.handler, Runtime: python3.11, Timeout: 30, Environment: {Variables: {SECRET: swordfish}}}
  Thief:
    Type: AWS::Lambda::Function
    Properties: {Code: thief, Handler: app.handler, Runtime: python3.11, Timeout: 30}
)";

constexpr const char* kVictim = R"(import os
def handler(event, context):
    open("/tmp/secret", "w").write("swordfish")
    return {"api": os.environ["AWS_LAMBDA_RUNTIME_API"]}
)";

// Looks for the other's environment in /proc, for its files in /tmp, and tries to change code, layers and the machine's files.
constexpr const char* kThief = R"(import glob, os
def read(path):
    try:
        return open(path, "rb").read()
    except OSError:
        return b""
def may_write(path):
    try:
        with open(path, "a"):
            return True
    except OSError:
        return False
def handler(event, context):
    found = [path for path in glob.glob("/proc/[0-9]*/environ") if b"swordfish" in read(path)]
    files = [path for path in glob.glob("/tmp/*") + glob.glob("/proc/*/root/tmp/*") if b"swordfish" in read(path)]
    return {"environments": found, "files": files, "processes": len(glob.glob("/proc/[0-9]*")),
            "writes": [path for path in ("/var/task/app.py", "/var/task/new", "/opt/new", "/var/runtime/new") if may_write(path)]}
)";

/// The ports that a process listens on, with the address each.
std::vector<std::string> listening(pid_t pid) {
  std::vector<std::string> found;
  for (const char* table : {"tcp", "tcp6"}) {
    std::ifstream lines("/proc/" + std::to_string(pid) + "/net/" + table);
    std::string line;
    while (std::getline(lines, line)) {
      std::istringstream words(line);
      std::string number, local, remote, state, ignored, inode;
      words >> number >> local >> remote >> state >> ignored >> ignored >> ignored >> ignored >> ignored >> inode;
      if (state != "0A") continue;
      for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/fd")) {
        std::error_code error;
        if (std::filesystem::read_symlink(entry, error) == "socket:[" + inode + "]") found.push_back(local);
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("security: a function sees nothing of another one's environment, /tmp and code", "[e2e][security]") {
  if (!has_namespaces() || !test::has_python()) return;
  const ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  folder.write("victim/app.py", kVictim);
  folder.write("thief/app.py", kThief);
  test::LocalServer serving("start-lambda", folder, {});
  const auto call = [&](const std::string& name) {
    const std::string answer = test::fetch(serving.port, "POST", "/2015-03-31/functions/" + name + "/invocations", "{}");
    return parse_json(answer.substr(answer.find("\r\n\r\n") + 4)).value_or(Json());
  };
  const Json victim = call("Victim");
  REQUIRE(victim.contains("api"));
  const Json thief = call("Thief");
  INFO(thief.dump());
  REQUIRE(thief.contains("files"));
  CHECK(thief["environments"].empty());
  CHECK(thief["files"].empty());
  CHECK(thief["writes"].empty());
  CHECK(thief["processes"].get<int>() < 5);

  // All that cxsam listens on, its Runtime APIs too, is this machine's alone.
  const std::vector<std::string> addresses = listening(serving.pid());
  CHECK(addresses.size() >= 3);
  for (const std::string& address : addresses) CHECK(address.starts_with("0100007F:"));
}

TEST_CASE("security: a function's Runtime API takes nothing from another function", "[e2e][security]") {
  if (!test::has_python()) return;
  const ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  folder.write("victim/app.py", kVictim);
  folder.write("thief/app.py", R"(import http.client, os
def ask(api, method, path, body=None):
    connection = http.client.HTTPConnection(api, timeout=2)
    try:
        connection.request(method, path, body)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
def handler(event, context):
    base = "/2018-06-01/runtime/"
    asked = [ask(event["api"], "GET", base + "invocation/next"), ask(event["api"], "POST", base + "invocation/x/response", "{}"),
             ask(event["api"], "POST", base + "init/error", "{}"), ask(event["api"], "POST", "/2020-01-01/extension/register", "{}")]
    return {"theirs": asked, "own": ask(os.environ["AWS_LAMBDA_RUNTIME_API"], "GET", "/2018-06-01/ping")}
)");
  test::LocalServer serving("start-lambda", folder, {});
  const auto call = [&](const std::string& name, const std::string& event) {
    const std::string answer = test::fetch(serving.port, "POST", "/2015-03-31/functions/" + name + "/invocations", event);
    return parse_json(answer.substr(answer.find("\r\n\r\n") + 4)).value_or(Json());
  };
  const Json victim = call("Victim", "{}");
  REQUIRE(victim.contains("api"));
  const Json thief = call("Thief", victim.dump());
  INFO(thief.dump());
  REQUIRE(thief.contains("theirs"));
  CHECK(thief["theirs"] == Json::array({0, 0, 0, 0}));
  CHECK(thief["own"] != 0);
  CHECK(call("Victim", "{}") == victim);
}

TEST_CASE("security: a function that forks without end ends at Lambda's limit, and harms nobody", "[e2e][security]") {
  if (!has_namespaces() || !test::has_python()) return;
  if (!test::isolation().process_limit && !test::isolation().user_namespace) {
    std::cout << "skipped: this kernel has no limit of processes for a PID namespace\n";
    return;
  }
  FunctionFixture function("python3.11");
  function.spec.memory_limited = false;  // what forks share is counted for each
  function.spec.function.timeout_s = 60;
  function.code.write("app.py", R"(import os, signal
def handler(event, context):
    children = []
    try:
        while event.get("bomb"):
            pid = os.fork()
            if pid == 0:
                signal.pause()
            children.append(pid)
    except OSError as error:
        return {"error": error.strerror, "children": len(children)}
    return "calm"
)");
  const Answer answer = function.invoke(R"({"bomb": true})");
  INFO(answer.body << function.log);
  CHECK(answer.json()["children"].get<int>() <= 1324);
  CHECK(answer.json()["error"] == "Resource temporarily unavailable");
  CHECK(function.invoke("{}").outcome.kind != Kind::CannotStart);
}

TEST_CASE("security: a function finds no terminal, also where cxsam has one", "[e2e][security]") {
  if (!test::has_python()) return;
  if (!system::find_program("script")) {
    std::cout << "skipped: no script(1), which gives a program a terminal\n";
    return;
  }
  ScratchFolder folder;
  folder.write("template.yaml", R"(Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties: {Code: src, Handler: app.handler, Runtime: python3.11, Timeout: 30}
)");
  folder.write("src/app.py", R"(import os
def handler(event, context):
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
        return "a terminal"
    except OSError as error:
        return error.strerror
)");
  folder.write("has-terminal", "true </dev/tty && echo there is one\n" CXSAM_BINARY " local invoke --no-event\n");
  const test::ProcessResult seen = test::run_process({.command = {"script", "-qec", "sh has-terminal", "/dev/null"},
                                                      .folder = folder.path(),
                                                      .environment = {{"PATH", getenv("PATH")}}});
  INFO(seen.out << seen.err);
  CHECK(seen.out.find("there is one") != std::string::npos);
  CHECK(seen.out.find("\"No such device or address\"") != std::string::npos);
}

namespace {

constexpr const char* kEchoApi = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: echo
      Handler: app.handler
      Runtime: python3.11
      Timeout: 30
      Events:
        Rest: {Type: Api, Properties: {Path: '/rest/{path+}', Method: ANY}}
        Http: {Type: HttpApi, Properties: {Path: '/http/{path+}', Method: ANY}}
)";

/// "200 GET /a body, 400" of all that came on a connection.
std::string exchanges_of(std::uint16_t port, const std::string& bytes) {
  test::RawClient client(port);
  client.send(bytes);
  client.end_sending();
  const std::string all = client.read_all();
  std::string told;
  for (std::size_t at = all.find("HTTP/1.1 "); at != std::string::npos; at = all.find("HTTP/1.1 ", at + 1)) {
    const std::size_t head = all.find("\r\n\r\n", at);
    const std::string body = all.substr(head + 4, all.find("HTTP/1.1 ", at + 1) - head - 4);
    told += (told.empty() ? "" : ", ") + all.substr(at + 9, 3) + (body.starts_with("saw ") ? body.substr(3) : "");
  }
  return told;
}

}  // namespace

TEST_CASE("security: no request reaches a function within another one, or with its body", "[e2e][security]") {
  if (!test::has_python()) return;
  const ScratchFolder folder;
  folder.write("template.yaml", kEchoApi);
  folder.write("echo/app.py", R"(def handler(event, context):
    method = event.get("httpMethod") or event["requestContext"]["http"]["method"]
    path = event.get("path") or event["rawPath"]
    return {"statusCode": 200, "body": "saw " + method + " " + path + " " + (event.get("body") or "-")}
)");
  test::LocalServer serving("start-api", folder, {});
  for (const std::string api : {"/rest/", "/http/"}) {
    const std::string post = "POST " + api + "a HTTP/1.1\r\nHost: x\r\n";
    const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string next = "GET " + api + "next HTTP/1.1\r\nHost: x\r\n\r\n";
    const auto told = [&](const std::string& bytes) { return exchanges_of(serving.port, bytes + next); };
    const std::string then = ", 200 GET " + api + "next -";
    CHECK(told(post + "Content-Length: 3\r\n\r\nabc") == "200 POST " + api + "a abc" + then);
    CHECK(told(post + "Content-Length: 0\r\n\r\n") == "200 POST " + api + "a -" + then);
    CHECK(told(chunked + "3;x=y\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n") == "200 POST " + api + "a abc" + then);
    CHECK(told("GET http://other" + api + "a HTTP/1.1\r\nHost: x\r\n\r\n") == "200 GET " + api + "a -" + then);
    for (const std::string& twofold :
         {post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          post + "Content-Length: 3\r\nContent-Length: 0\r\n\r\nabc", post + "Content-Length: +3\r\n\r\nabc",
          post + "X: a\r\n Content-Length: 3\r\n\r\nabc", post + "X: a\nContent-Length: 3\r\n\r\nabc",
          post + "Transfer-Encoding: \x0b"
                 "chunked\r\n\r\n0\r\n\r\n",
          chunked + "3\r\nabcd\r\n0\r\n\r\n", chunked + "3\nabc\r\n0\r\n\r\n", chunked + "0\r\nX: a\r\n b\r\n\r\n",
          std::string("GET * HTTP/1.1\r\nHost: x\r\n\r\n"), "GET http://" + api + "a HTTP/1.1\r\nHost: x\r\n\r\n"}) {
      INFO(twofold);
      CHECK(told(twofold) == "400");
    }
    CHECK(told("CONNECT " + api + "a HTTP/1.1\r\nHost: x\r\n\r\n") == "501");
    CHECK(told(post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n") == "501");
    CHECK(told(post + "Connection: close\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n") == "200 POST " + api + "a -");
  }
}
