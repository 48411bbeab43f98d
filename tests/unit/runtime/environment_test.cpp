#include "runtime/environment.h"

#include <catch2/catch.hpp>

using namespace cxsam::runtime;

namespace {

FunctionSpec spec_of(const std::string& runtime) {
  FunctionSpec spec;
  spec.function.name = "F";
  spec.function.runtime = runtime;
  spec.function.handler = "app.handler";
  return spec;
}

}  // namespace

TEST_CASE("function_environment: own variables win over defaults, not over what the runtime lives by", "[runtime]") {
  FunctionSpec spec = spec_of("python3.12");
  spec.environment = {
      {"LANG", "de_DE.UTF-8"}, {"AWS_REGION", "eu-west-1"}, {"LAMBDA_TASK_ROOT", "/x"}, {"AWS_LAMBDA_FUNCTION_NAME", "x"}};
  const Launch launch{.arguments = {"/usr/bin/python3"}, .environment = {{"AWS_EXECUTION_ENV", "AWS_Lambda_python3.12"}}};
  const auto environment = function_environment(spec, {}, launch, "stream");
  CHECK(environment.at("LANG") == "de_DE.UTF-8");
  CHECK(environment.at("AWS_REGION") == "eu-west-1");
  CHECK(environment.at("LAMBDA_TASK_ROOT") == "/var/task");
  CHECK(environment.at("AWS_LAMBDA_FUNCTION_NAME") == "F");
  CHECK_FALSE(environment.contains("AWS_SESSION_TOKEN"));
}

TEST_CASE("function_environment: search paths", "[runtime]") {
  const Launch bootstrap{.arguments = {"/var/task/bootstrap"}};
  CHECK(function_environment(spec_of("provided.al2"), {}, bootstrap, "stream").at("PATH") ==
        "/usr/local/bin:/usr/bin/:/bin:/opt/bin");
  CHECK(function_environment(spec_of("provided.al2023"), {}, bootstrap, "stream").at("PATH") ==
        "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
  const Launch python{.arguments = {"/home/me/venv/bin/python3"}};
  CHECK(function_environment(spec_of("python3.12"), {}, python, "stream")
            .at("PATH")
            .starts_with("/home/me/venv/bin:/var/lang/bin:"));
  const Launch ruby{.arguments = {"/usr/bin/ruby"}};
  CHECK(function_environment(spec_of("ruby3.4"), {}, ruby, "stream").at("PATH") ==
        "/var/lang/bin:/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
  const Layout plain{.task = "/home/me/code", .runtime = "/tmp/r", .layers = "/tmp/l", .sandboxed = false};
  CHECK(function_environment(spec_of("provided.al2023"), plain, bootstrap, "stream").at("LD_LIBRARY_PATH") ==
        "/var/lang/lib:/lib64:/usr/lib64:/tmp/r:/tmp/r/lib:/home/me/code:/home/me/code/lib:/tmp/l/lib");
}
