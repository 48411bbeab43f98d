// What `cxsam init` makes goes the whole road: validate, build, local invoke, start-api.
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "runtime/sdk.h"
#include "system/command.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/started_program.h"

using namespace cxsam;
using test::fetch;
using test::ScratchFolder;
using test::StartedProgram;

namespace {

struct Blueprint {
  std::string runtime;
  std::string name;
  std::string needs;   // the program without which it cannot be built or run
  std::string target;  // of the request
  std::string answer;  // a part of what local invoke and the request give
};

const std::vector<Blueprint> kBlueprints{
    {"python3.12", "hello-world", "python3", "/hello", "hello world"},
    {"nodejs22.x", "hello-world", "npm", "/hello", "hello world"},
    {"provided.al2023", "hello-world", "make", "/hello", "hello world"},
    {"python3.12", "env-greeting", "python3", "/greeting/Ali", "Hello Ali from Development"},
    {"nodejs22.x", "env-greeting", "npm", "/greeting/Ali", "Hello Ali from Development"},
    {"ruby3.3", "hello-world", "bundle", "/hello", "hello world"},
    {"java17", "hello-world", "mvn", "/hello", "hello world"},
    {"java17", "hello-world-gradle", "gradle", "/hello", "hello world"},
    {"dotnet8", "hello-world", "dotnet", "/hello", "hello world"},
    {"provided.al2023", "hello-world-go", "go", "/hello", "hello world"},
    {"provided.al2023", "hello-world-rust", "cargo", "/hello", "hello world"},
    {"nodejs22.x", "hello-world-typescript", "npm", "/hello", "hello world"},
};

/// What their builds fetch and compile stays below build/clients, so that the next run needs neither network nor minutes.
const std::filesystem::path kClients = std::filesystem::path(CXSAM_SOURCE_DIR) / "build" / "clients";

void keep_caches() { ::setenv("XDG_CACHE_HOME", kClients.c_str(), 1); }

/// What is fetched from the languages' registries is not there without network the first time.
bool is_offline(const std::string& said) {
  for (const char* sign : {"Could not transfer artifact", "Could not resolve host", "ENOTFOUND", "EAI_AGAIN", "dial tcp",
                           "i/o timeout", "Could not GET"})
    if (said.find(sign) != std::string::npos) return true;
  return false;
}

bool can_be_built(const std::filesystem::path& folder, const Blueprint& blueprint) {
  const auto done = system::run_command({.words = {CXSAM_BINARY, "build"},
                                         .folder = folder,
                                         .environment = {{"CARGO_TARGET_DIR", (kClients / "blueprint-target").string()}}});
  REQUIRE(done);
  if (done->exit_code != 0 && is_offline(done->err)) {
    std::cout << "skipped: what " << blueprint.name << " (" << blueprint.runtime << ") needs cannot be fetched here\n";
    return false;
  }
  INFO(done->err << done->out);
  REQUIRE(done->exit_code == 0);
  return true;
}

bool has_sdk(const Blueprint& blueprint) {
  if (!blueprint.runtime.starts_with("java") || std::filesystem::exists(runtime::sdk_folder("java") / "lib")) return true;
  if (runtime::install_sdk("java", runtime::usual_sdk_packages("java"), [](std::string_view) {})) return true;
  std::cout << "skipped: the Java client cannot be fetched here\n";
  return false;
}

// The output of a cxsam command that must end well.
std::string run(const std::filesystem::path& folder, std::vector<std::string> words) {
  words.insert(words.begin(), CXSAM_BINARY);
  const auto done = system::run_command({.words = std::move(words), .folder = folder});
  REQUIRE(done);
  INFO(done->err << done->out);
  REQUIRE(done->exit_code == 0);
  return done->out;
}

void check_api(const std::filesystem::path& folder, const Blueprint& blueprint) {
  StartedProgram api({CXSAM_BINARY, "local", "start-api", "--port", "0"}, folder);
  const bool ready = api.wait_for("Press CTRL+C to quit");
  INFO(api.output());
  REQUIRE(ready);
  const std::string_view mark = " * Running on http://127.0.0.1:";
  const int port = std::stoi(api.output().substr(api.output().find(mark) + mark.size()));
  CHECK(fetch(static_cast<std::uint16_t>(port), "GET", blueprint.target).find(blueprint.answer) != std::string::npos);
  api.signal(SIGINT);
  CHECK(api.wait() == 0);
}

}  // namespace

TEST_CASE("blueprints: each goes from init to an answer", "[e2e][blueprints]") {
  keep_caches();
  for (const Blueprint& blueprint : kBlueprints) {
    if (!system::find_program(blueprint.needs)) {
      std::cout << "skipped: no " << blueprint.needs << " on PATH\n";
      continue;
    }
    INFO(blueprint.runtime << " " << blueprint.name);
    const ScratchFolder folder;
    run(folder.path(),
        {"init", "--name", "app", "--runtime", blueprint.runtime, "--app-template", blueprint.name, "--no-interactive"});
    const std::filesystem::path app = folder.path() / "app";
    run(app, {"validate", "--strict"});
    if (!can_be_built(app, blueprint) || !has_sdk(blueprint)) continue;
    CHECK(run(app, {"local", "invoke", "--event", "events/event.json"}).find(blueprint.answer) != std::string::npos);
    check_api(app, blueprint);
  }
}
