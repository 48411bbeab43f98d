// .NET functions on the runtime that a Python package brings along, compiled by Mono's compiler; below build/clients.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <optional>

#include "base/file.h"
#include "system/command.h"
#include "tests/e2e/function_fixture.h"
#include "tests/e2e/python_packages.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;
namespace fs = std::filesystem;

namespace {

const fs::path kSources = fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/dotnet";

/// The folder of `dotnet` and of what belongs to it.
std::optional<fs::path> find_installation() {
  const std::string python = test::python_with("dotnet");
  if (python.empty()) return std::nullopt;
  for (const auto& entry : fs::directory_iterator(fs::path(python).parent_path().parent_path() / "lib")) {
    const fs::path folder = entry.path() / "site-packages/dotnetcore2/bin";
    if (!fs::exists(folder / "dotnet")) continue;
    fs::permissions(folder / "dotnet", fs::perms::owner_exec, fs::perm_options::add);
    return folder;
  }
  std::cout << "skipped: the package dotnetcore2 has no `dotnet`\n";
  return std::nullopt;
}

class DotnetFunction : public FunctionFixture {
 public:
  DotnetFunction(std::string handler, const fs::path& installation)
      : FunctionFixture("dotnet8", std::move(handler)), assemblies_(installation / "shared/Microsoft.NETCore.App/3.1.23") {
    ::setenv("DOTNET_ROOT", installation.c_str(), 1);
  }

  /// Compiles sources to `name`.dll; one that is started has a configuration, too.
  void compile(const std::string& name, std::vector<std::string> words) {
    for (std::string& word : words)
      if (word.ends_with(".cs")) word = (kSources / word).string();
    words.insert(words.begin(), {"mcs", "-nostdlib", "-noconfig", "-out:" + (code.path() / (name + ".dll")).string()});
    for (const char* assembly :
         {"System.Private.CoreLib", "System.Runtime", "System.Console", "System.Linq", "System.Net.Http", "System.Private.Uri"})
      words.push_back("-r:" + (assemblies_ / assembly).string() + ".dll");
    const auto compiled = system::run_command({.words = std::move(words)});
    REQUIRE(compiled);
    INFO(compiled->out << compiled->err);
    REQUIRE(compiled->exit_code == 0);
    // A machine without ICU needs invariant globalization; a newer .NET runs what was made for an older one.
    code.write(name + ".runtimeconfig.json",
               R"({"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "2.1.0"},
        "configProperties": {"System.Globalization.Invariant": true}}})");
  }

 private:
  fs::path assemblies_;
};

/// What a test needs, or nothing with a line that says why.
std::optional<fs::path> dotnet_and_compiler() {
  if (!system::find_program("mcs")) {
    std::cout << "skipped: no mcs (apt-get install mono-mcs)\n";
    return std::nullopt;
  }
  return find_installation();
}

}  // namespace

TEST_CASE("dotnet: a program that is a function", "[e2e][dotnet]") {
  const auto installation = dotnet_and_compiler();
  if (!installation) return;
  DotnetFunction function("Program", *installation);
  function.compile("Program", {"Program.cs", "RuntimeApi.cs"});
  const Answer answer = function.invoke(R"({"name":"Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  const Json said = answer.json();
  CHECK(said["event"]["name"] == "Ali");
  CHECK(said["execution"] == "AWS_Lambda_dotnet8");
  CHECK(function.log.find("program starts\n") < function.log.find("START RequestId: "));
  CHECK(function.log.find("event {\"name\":\"Ali\"}\n") != std::string::npos);

  const Answer thrown = function.invoke(R"("throw")");
  CHECK(thrown.outcome.kind == Kind::FunctionError);
  CHECK(thrown.json() == parse_json(R"({"errorType": "InvalidOperationException", "errorMessage": "not this one"})").value());
  CHECK_FALSE(thrown.outcome.metrics.init_duration.has_value());

  const Answer ended = function.invoke(R"("exit")");
  CHECK(ended.json()["errorType"] == "Runtime.ExitError");
  CHECK(ended.json()["errorMessage"].get<std::string>().ends_with("Runtime exited with error: exit status 3"));
  CHECK(function.invoke("1").json()["event"] == 1);
}

TEST_CASE("dotnet: a class library with the client that its project brings along", "[e2e][dotnet]") {
  const auto installation = dotnet_and_compiler();
  if (!installation) return;
  DotnetFunction function("Functions::Example.Functions::Greet", *installation);
  function.compile("Functions", {"-target:library", "Functions.cs"});
  function.compile("Amazon.Lambda.RuntimeSupport", {"RuntimeSupport.cs", "RuntimeApi.cs"});
  const Answer answer = function.invoke(R"({"name":"Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["hello"]["name"] == "Ali");
}
