// The environments of functions as recorded on AWS, and those that cxsam makes.
#include <iostream>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "json/json.h"
#include "runtime/environment.h"
#include "tests/support/corpus.h"

using namespace cxsam;

namespace {

// Set by a shell on the way, by the interpreter, or per invocation; addresses of AWS's own network.
const std::set<std::string> kElsewhere{"PWD",
                                       "SHLVL",
                                       "LC_CTYPE",
                                       "_X_AMZN_TRACE_ID",
                                       "_",
                                       "_AWS_XRAY_DAEMON_ADDRESS",
                                       "AWS_XRAY_DAEMON_ADDRESS",
                                       "AWS_LAMBDA_RUNTIME_API",
                                       "AWS_SESSION_TOKEN"};

}  // namespace

TEST_CASE("corpus: functions get the environment that AWS gives them") {
  const std::filesystem::path file = test::corpus() / "local/aws-runtime-environment.json";
  const auto text = read_file(file);
  if (!text) {
    test::say_skipped(file);
    return;
  }
  const auto cases = parse_json(*text);
  REQUIRE(cases);
  std::size_t compared = 0;
  for (const Json& one : *cases) {
    const std::string name = one["input"]["runtime"];
    const auto language = runtime::find_language(name);
    if (!language) continue;
    runtime::FunctionSpec spec;
    spec.function.runtime = name;
    spec.function.name = "F";
    spec.function.memory_mb = 1024;
    spec.environment = {{"TEST_KEY", "TEST_VAL"}};
    const Json& expected = one["expected"]["environment"];
    spec.function.handler = expected["_HANDLER"];
    runtime::Launch launch{.arguments = {"/var/task/bootstrap"}};
    if ((*language)->family != "provided") {
      const auto made = (*language)->launch(spec, {});
      if (!made) {
        std::cout << "skipped: " << made.error().message << '\n';
        continue;
      }
      launch = *made;
      launch.arguments.front() = "/usr/bin/interpreter";
    }
    ++compared;
    const auto environment = runtime::function_environment(spec, {}, launch, "stream");
    for (const auto& [variable, value] : expected.items()) {
      if (kElsewhere.contains(variable)) continue;
      INFO(name << " " << variable);
      REQUIRE(environment.contains(variable));
      const std::string recorded = value;
      if (recorded.find('<') == std::string::npos) CHECK(environment.at(variable) == recorded);
    }
  }
  std::cout << "runtime environment: " << compared << " recorded runtimes compared\n";
}
