// Java functions on AWS's own client. It and the classes of the handlers are got and made once, below build/clients.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "base/file.h"
#include "runtime/java_home.h"
#include "runtime/sdk.h"
#include "system/command.h"
#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;
namespace fs = std::filesystem;

namespace {

const fs::path kClients = fs::path(CXSAM_SOURCE_DIR) / "build" / "clients";
const fs::path kClasses = kClients / "java";

bool skip(const std::string& reason) {
  std::cout << "skipped: " << reason << "\n";
  return false;
}

bool make_classes(const runtime::Java& java) {
  const fs::path source = fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/java/example/Handlers.java";
  const fs::path made = kClasses / "example/Handlers.class";
  if (fs::exists(made) && fs::last_write_time(made) > fs::last_write_time(source)) return true;
  fs::create_directories(kClasses);
  const auto compiled = system::run_command(
      {.words = {(java.home / "bin/javac").string(), "-nowarn", "--release", "8", "-classpath",
                 (runtime::sdk_folder("java") / "lib").string() + "/*", "-d", kClasses.string(), source.string()}});
  if (compiled && compiled->exit_code == 0) return true;
  return skip("javac: " + (compiled ? compiled->err : compiled.error().message));
}

/// Whether there is all that a Java function needs.
bool has_java() {
  const auto java = runtime::find_java(runtime::JavaPlaces::from_environment(), "17");
  if (!java || !fs::exists(java->home / "bin/javac")) return skip("no JDK");
  ::setenv("XDG_CACHE_HOME", kClients.c_str(), 1);
  if (!fs::exists(runtime::sdk_folder("java") / "lib")) {
    const auto fetched = runtime::install_sdk("java", runtime::usual_sdk_packages("java"), [](std::string_view) {});
    if (!fetched) return skip("the Java client cannot be fetched here: " + fetched.error().message.substr(0, 300));
  }
  return make_classes(*java);
}

struct JavaFunction : FunctionFixture {
  explicit JavaFunction(const std::string& handler, const std::string& runtime = "java17") : FunctionFixture(runtime, handler) {
    fs::copy(kClasses, code.path(), fs::copy_options::recursive);
  }
};

}  // namespace

TEST_CASE("java: an answer, a context and log lines", "[e2e][java]") {
  if (!has_java()) return;
  JavaFunction function("example.Handlers$OfMaps::handleRequest");
  const Answer answer = function.invoke(R"({"name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  const Json said = answer.json();
  CHECK(said["event"]["name"] == "Ali");
  CHECK(said["left"].get<int>() > 10000);
  CHECK(said["memory"] == 512);
  CHECK(said["function"] == "TestFunction");
  CHECK(said["execution"] == "AWS_Lambda_java17");
  const std::string id = said["id"];
  CHECK(function.log.find("START RequestId: " + id + " Version: $LATEST\nhello from Ali\nlogged\nEND RequestId: " + id) !=
        std::string::npos);

  const Answer failed = function.invoke(R"({"fail": true})");
  CHECK(failed.outcome.kind == Kind::FunctionError);
  CHECK(failed.json()["errorMessage"] == "on purpose");
  CHECK(failed.json()["errorType"] == "java.lang.IllegalStateException");
  CHECK(failed.json()["stackTrace"][0].get<std::string>().starts_with("example.Handlers$OfMaps.handleRequest("));
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
  CHECK(function.pool().size() == 1);

  const Answer gone = function.invoke(R"({"exit": true})");
  CHECK(gone.outcome.kind == Kind::Crash);
  CHECK(gone.json()["errorMessage"].get<std::string>().ends_with(" Error: Runtime exited with error: exit status 3"));
}

TEST_CASE("java: handlers of every form", "[e2e][java]") {
  if (!has_java()) return;
  struct Case {
    const char *handler, *event, *answer;
  };
  const Case given =
      GENERATE(Case{"example.Handlers$OfStreams", R"({"a": 1})", R"(streamed: {"a": 1})"},
               Case{"example.Handlers::larger", R"({"item": "tea", "sizes": [1, 2]})", R"({"item":"tea","sizes":[2,3]})"},
               Case{"example.Handlers::greet", R"("Eve")", R"("hello, Eve")"});
  JavaFunction function(given.handler);
  const Answer answer = function.invoke(given.event);
  INFO(given.handler << "\n" << answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(answer.body == given.answer);
}

TEST_CASE("java: classes of lib and of layers", "[e2e][java]") {
  if (!has_java()) return;
  FunctionFixture function("java11", "example.Handlers::greet");
  test::ScratchFolder layer;
  fs::create_directories(layer.path() / "java/lib");
  const auto java = runtime::find_java(runtime::JavaPlaces::from_environment(), "17");
  const auto packed =
      system::run_command({.words = {(java->home / "bin/jar").string(), "--create", "--file",
                                     (layer.path() / "java/lib/handlers.jar").string(), "-C", kClasses.string(), "example"}});
  REQUIRE(packed);
  function.spec.layers = {layer.path()};
  const Answer answer = function.invoke(R"("Ali")");
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.body == R"("hello, Ali")");

  FunctionFixture of_lib("java21", "example.Handlers::greet");
  fs::create_directories(of_lib.code.path() / "lib");
  fs::copy(layer.path() / "java/lib/handlers.jar", of_lib.code.path() / "lib/handlers.jar");
  CHECK(of_lib.invoke(R"("Eve")").body == R"("hello, Eve")");
}

TEST_CASE("java: what is not compiled is told before it runs", "[e2e][java]") {
  if (!has_java()) return;
  FunctionFixture function("java17", "example.Nothing::handle");
  function.code.write("pom.xml", "<project/>");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::CannotStart);
  CHECK(function.log.find("the class `example.Nothing` of `TestFunction` is not in `") != std::string::npos);
}

// Instances that start at the same time share /tmp then.
TEST_CASE("java: without namespaces, several at once", "[e2e][java]") {
  if (!has_java()) return;
  JavaFunction function("example.Handlers::greet");
  function.plain();
  for (const Answer& answer : function.invoke_all({R"("Ali")", R"("Ali")", R"("Ali")", R"("Ali")"})) {
    INFO(answer.body << "\n" << function.log);
    CHECK(answer.body == R"("hello, Ali")");
  }
}

// What Java's clients of a snapshot (org.crac) come down to on Lambda.
TEST_CASE("java: hooks before a snapshot and after it", "[e2e][java]") {
  if (!has_java()) return;
  JavaFunction function("example.Handlers$Snapped");
  function.spec.snap_start = true;
  function.spec.version = "1";
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.json() == Json::array({"init", "before", "after"}));
  CHECK(function.log.find("\tRestore Duration: ") != std::string::npos);

  JavaFunction failing("example.Handlers$Snapped");
  failing.spec.snap_start = true;
  failing.spec.version = "1";
  failing.spec.environment = {{"FAIL", "1"}};
  const Answer failed = failing.invoke();
  INFO(failed.body << "\n" << failing.log);
  CHECK(failed.outcome.kind != Kind::Ok);
  CHECK(failed.outcome.error_type == "Runtime.AfterRestoreError");
  CHECK(failing.log.find("Suppressed: java.lang.IllegalStateException: on purpose") != std::string::npos);

  JavaFunction latest("example.Handlers$Snapped");
  latest.spec.snap_start = true;
  CHECK(latest.invoke().json() == Json::array({"init"}));
}
