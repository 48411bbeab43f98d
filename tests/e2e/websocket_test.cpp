// WebSocket APIs and HTTPS of `cxsam local start-api`, with clients that others made: websockets and boto3 (Python), ws (npm),
// curl, OpenSSL. They are got once, below build/clients; offline before the first time the tests are skipped.
#include <csignal>
#include <filesystem>
#include <iostream>

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "base/file.h"
#include "system/command.h"
#include "tests/e2e/local_server.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

const fs::path kClients = fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/websocket";
const fs::path kTools = fs::path(CXSAM_SOURCE_DIR) / "build/clients";

bool run_script(const std::string& script) {
  const auto ran = system::run_command({.words = {"timeout", "600", "sh", "-c", script}, .folder = "", .environment = {}});
  return ran && ran->exit_code == 0;
}

/// Python with websockets and boto3, or "" with a line that says why there is none.
std::string python_with_clients() {
  const fs::path folder = kTools / "websocket";
  const auto wanted = read_file(kClients / "requirements.txt");
  const auto have = read_file(folder / "ready");
  const std::string script =
      fmt::format("python3 -m venv '{0}' && '{0}/bin/pip' install --quiet --requirement '{1}' && cp '{1}' '{0}/ready'",
                  folder.string(), (kClients / "requirements.txt").string());
  if ((have && wanted && *have == *wanted) || run_script(script)) return (folder / "bin/python").string();
  std::cout << "skipped: websockets and boto3 cannot be installed here\n";
  return "";
}

/// The folder that has the npm packages ws and wscat, or "" with a line that says why there is none.
fs::path node_with_client() {
  const fs::path folder = kTools / "websocket-node";
  const std::string script = fmt::format(
      "mkdir -p '{0}' && cd '{0}' && npm install --silent --no-fund --no-audit ws@8.23.0 wscat@6.1.0", folder.string());
  if (!system::find_program("node")) {
    std::cout << "skipped: no node on PATH\n";
    return {};
  }
  if (fs::exists(folder / "node_modules/wscat") || run_script(script)) return folder;
  std::cout << "skipped: the npm packages ws and wscat cannot be installed here\n";
  return {};
}

struct Chat : test::ScratchFolder {
  Chat() {
    write("template.yaml", *read_file(kClients / "template.yaml"));
    write("src/app.py", *read_file(kClients / "app.py"));
  }
};

struct Ran {
  int code = -1;
  std::string text;
};

Ran run(std::vector<std::string> words, std::vector<std::pair<std::string, std::string>> environment = {}) {
  words.insert(words.begin(), {"timeout", "300"});
  const auto ran = system::run_command({.words = std::move(words), .folder = "", .environment = std::move(environment)});
  return ran ? Ran{ran->exit_code, ran->out + ran->err} : Ran{};
}

}  // namespace

TEST_CASE("websocket: clients and backends in Python", "[e2e][websocket]") {
  if (!test::has_python()) return;
  const std::string python = python_with_clients();
  if (python.empty()) return;
  const Chat chat;
  test::LocalServer api("start-api", chat, {});
  const std::string port = std::to_string(api.port);
  CHECK(api.output().find("Mounting Chat at ws://127.0.0.1:" + port +
                          "/live [$connect, $default, $disconnect, fail, nothing, push]\n") != std::string::npos);
  CHECK(api.output().find("Mounting MOCK at ws://127.0.0.1:" + port + "/plain [ask-1]\n") != std::string::npos);
  const Ran ran = run({python, (kClients / "client.py").string(), port});
  INFO(ran.text);
  CHECK(ran.code == 0);
  CHECK(api.wait_for(R"("eventType": "CONNECT")"));
  CHECK(api.wait_for(R"("disconnectStatusCode": 1000)"));
  api.signal(SIGTERM);
  CHECK(api.wait() == 0);
  INFO(api.output());
  CHECK(api.output().find("a bug in cxsam") == std::string::npos);
}

TEST_CASE("websocket: the npm package ws", "[e2e][websocket]") {
  if (!test::has_python()) return;
  const fs::path folder = node_with_client();
  if (folder.empty()) return;
  const Chat chat;
  test::LocalServer api("start-api", chat, {});
  const Ran ran = run({"node", (kClients / "client.js").string(), std::to_string(api.port)},
                      {{"NODE_PATH", (folder / "node_modules").string()}});
  INFO(ran.text);
  CHECK(ran.code == 0);
  CHECK(api.wait_for(R"("disconnectStatusCode": 4123)"));
  CHECK(api.wait_for(R"("disconnectReason": "bye from ws")"));
}

TEST_CASE("websocket: wscat", "[e2e][websocket]") {
  if (!test::has_python()) return;
  const fs::path folder = node_with_client();
  if (folder.empty()) return;
  const Chat chat;
  test::LocalServer api("start-api", chat, {});
  const std::string url = "ws://127.0.0.1:" + std::to_string(api.port);
  // It ends with its input, and says nothing then.
  const std::vector<std::string> wscat{"bash", "-c", R"(exec "$0" "$@" < <(sleep 60))",
                                       (folder / "node_modules/.bin/wscat").string()};
  const auto run_wscat = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = wscat;
    words.insert(words.end(), more.begin(), more.end());
    return run(std::move(words));
  };
  const Ran asked = run_wscat({"-c", url + "/plain", "-x", R"({"kind": "ask", "n": 1})", "-w", "2"});
  INFO(asked.text);
  CHECK(asked.text.find(R"({"route": "ask-1", "id": ")") != std::string::npos);
  const Ran refused = run_wscat({"-c", url + "/live?status=403", "-x", "x"});
  INFO(refused.text);
  CHECK(refused.text.find("403") != std::string::npos);
}

TEST_CASE("websocket: servers and services behind routes, and signed calls of @connections", "[e2e][websocket]") {
  const std::string python = test::has_python() ? python_with_clients() : "";
  if (python.empty()) return;
  const test::ScratchFolder folder;
  const Ran ran = run({python, (kClients / "backends.py").string(), CXSAM_BINARY, folder.path().string()},
                      {{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"HOME", folder.path().string()}});
  INFO(ran.text);
  CHECK(ran.code == 0);
}

TEST_CASE("websocket: who is connected hears of the end, and so does `$disconnect`", "[e2e][websocket]") {
  if (!test::has_python()) return;
  const std::string python = python_with_clients();
  if (python.empty()) return;
  const Chat chat;
  test::LocalServer api("start-api", chat, {});
  const std::string script =
      "import sys\nfrom websockets.sync.client import connect\nfrom websockets.exceptions import ConnectionClosed\n"
      "with connect('ws://127.0.0.1:" +
      std::to_string(api.port) +
      "/live') as socket:\n    print('in', flush=True)\n    try:\n        socket.recv()\n"
      "    except ConnectionClosed as end:\n        print(end.rcvd.code, end.rcvd.reason, flush=True)\n";
  test::StartedProgram client({python, "-c", script}, chat.path());
  REQUIRE(client.wait_for("in"));
  api.signal(SIGTERM);
  CHECK(client.wait() == 0);
  CHECK(client.output().find("1001 Going away") != std::string::npos);
  CHECK(api.wait() == 0);
  CHECK(api.output().find(R"("disconnectStatusCode": 1001)") != std::string::npos);
}
