// Functions under their debuggers, with who attaches: debugpy, Node's inspector and Delve.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <future>
#include <iostream>

#include "system/command.h"
#include "tests/e2e/isolation.h"
#include "tests/e2e/python_packages.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/started_program.h"

using namespace cxsam;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

constexpr const char* kTemplate = R"(Resources:
  Python:
    Type: AWS::Lambda::Function
    Properties: {Code: python, Handler: app.handler, Runtime: python3.12, Timeout: 1}
  Node:
    Type: AWS::Lambda::Function
    Properties: {Code: node, Handler: app.handler, Runtime: nodejs20.x, Timeout: 1}
)";

struct Application {
  Application() {
    folder.write("template.yaml", kTemplate);
    folder.write("python/app.py", "def handler(event, context):\n    word = 'written'\n    return word\n");
    folder.write("node/app.js",
                 "exports.handler = async function handle() {\n  let word = 'written';\n  debugger;\n  return word;\n};\n");
  }
  ScratchFolder folder;
};

/// One that is free now.
std::string free_port() {
  const int one = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(one, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(one, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(one);
  return std::to_string(ntohs(address.sin_port));
}

const fs::path kClients = fs::path(CXSAM_SOURCE_DIR) / "build" / "clients";

bool go(std::vector<std::string> words, const fs::path& folder) {
  words.insert(words.begin(), {"timeout", "600", "go"});
  const auto done = system::run_command(
      {.words = std::move(words), .folder = folder, .environment = {{"GOBIN", (kClients / "delve").string()}}});
  if (done && done->exit_code == 0) return true;
  const std::string why = done ? done->err.substr(0, 300) : done.error().message;
  std::cout << "skipped: Delve or a program for it cannot be built here: " << why << "\n";
  return false;
}

/// Delve, below build/clients, and a program in `code`. Says so when it skips.
bool has_delve(const fs::path& code) {
  if (!system::find_program("go") || !system::find_program("python3")) {
    std::cout << "skipped: no go and python3 on PATH\n";
    return false;
  }
  fs::create_directories(kClients / "delve");
  const bool there = fs::exists(kClients / "delve/dlv");
  if (!there && !go({"install", "github.com/go-delve/delve/cmd/dlv@v1.26.2"}, kClients)) return false;
  const fs::path program = kClients / "delve/program";
  fs::create_directories(program);
  const auto overwrite = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/go", program, overwrite);
  return go({"build", "-gcflags", "all=-N -l", "-o", (code / "bootstrap").string(), "."}, program);
}

}  // namespace

TEST_CASE("debugger: Delve stops in a handler", "[e2e][debugger]") {
  const ScratchFolder folder;
  folder.write("template.yaml",
               "Resources:\n  Go:\n    Type: AWS::Lambda::Function\n    Properties: {Code: src, Handler: bootstrap, Runtime: "
               "provided.al2023, Timeout: 1}\n");
  folder.write("event.json", R"({"Name": "Ali"})");
  fs::create_directories(folder / "src");
  if (!has_delve(folder / "src")) return;
  const std::string port = free_port();
  test::StartedProgram invoke(
      {CXSAM_BINARY, "local", "invoke", "-e", "event.json", "-d", port, "--debugger-path", (kClients / "delve").string()},
      folder.path());
  const auto editor =
      test::run_process({.command = {system::find_program("python3")->string(),
                                     (fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/debugger/delve.py").string(), port},
                         .folder = folder.path(),
                         .environment = {{"PATH", "/usr/bin:/bin"}}});
  INFO(editor.out << editor.err);
  CHECK(editor.out == "main.handle\n");
  const int code = invoke.wait();
  INFO(invoke.output());
  CHECK(code == 0);
  CHECK(invoke.output().find("\"got\":\"Ali\"") != std::string::npos);
}

TEST_CASE("debugger: debugpy stops in a handler, which then has all the time", "[e2e][debugger]") {
  const std::string python = test::python_with("debugger");
  if (python.empty()) return;
  const Application application;
  const std::string port = free_port();
  const fs::path modules = fs::path(python).parent_path().parent_path() / "lib";
  fs::path packages;
  for (const auto& each : fs::directory_iterator(modules)) packages = each.path() / "site-packages";
  test::StartedProgram invoke({CXSAM_BINARY, "local", "invoke", "Python", "-d", port, "--debugger-path", packages.string()},
                              application.folder.path());
  const std::string source = (application.folder / "python").string();
  const std::string remote = test::isolation().namespaces ? "/var/task" : source;
  const auto editor =
      test::run_process({.command = {python, (fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/debugger/attach.py").string(),
                                     port, source, remote},
                         .folder = application.folder.path(),
                         .environment = {{"PATH", "/usr/bin:/bin"}}});
  INFO(editor.out << editor.err);
  CHECK(editor.out == "True 3\n");
  const int code = invoke.wait();
  INFO(invoke.output());
  CHECK(code == 0);
  CHECK(invoke.output().find("\"changed\"\n") != std::string::npos);
}

TEST_CASE("debugger: Node's inspector stops in a handler", "[e2e][debugger]") {
  if (!system::find_program("node") || !system::find_program("python3")) {
    std::cout << "skipped: no node and python3 on PATH\n";
    return;
  }
  const Application application;
  const std::string port = free_port();
  test::StartedProgram invoke({CXSAM_BINARY, "local", "invoke", "Node", "-d", port}, application.folder.path());
  REQUIRE(invoke.wait_for("Debugger listening on ws://127.0.0.1:" + port));
  const auto editor = test::run_process(
      {.command = {system::find_program("python3")->string(),
                   (fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/debugger/inspect_node.py").string(), port},
       .folder = application.folder.path(),
       .environment = {{"PATH", "/usr/bin:/bin"}}});
  INFO(editor.out << editor.err);
  CHECK(editor.out == "handle\n");
  const int code = invoke.wait();
  INFO(invoke.output());
  CHECK(code == 0);
  CHECK(invoke.output().find("\"changed\"\n") != std::string::npos);
}
