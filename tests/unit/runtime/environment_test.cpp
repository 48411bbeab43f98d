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

TEST_CASE("function_environment: a runtime knows the level of its lines where they are JSON", "[runtime]") {
  FunctionSpec spec = spec_of("python3.12");
  const Launch launch{.arguments = {"/usr/bin/python3"}};
  CHECK_FALSE(function_environment(spec, {}, launch, "stream").contains("AWS_LAMBDA_LOG_LEVEL"));
  spec.function.log_format = "JSON";
  CHECK(function_environment(spec, {}, launch, "stream").at("AWS_LAMBDA_LOG_LEVEL") == "INFO");
  spec.environment = {{"AWS_LAMBDA_LOG_LEVEL", "WARN"}};
  CHECK(function_environment(spec, {}, launch, "stream").at("AWS_LAMBDA_LOG_LEVEL") == "WARN");
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

TEST_CASE("function_environment: the log group is the function's own, else the one of its name", "[runtime]") {
  FunctionSpec spec = spec_of("python3.12");
  const Launch launch{.arguments = {"/usr/bin/python3"}};
  const auto group = [&] { return function_environment(spec, {}, launch, "stream").at("AWS_LAMBDA_LOG_GROUP_NAME"); };
  CHECK(group() == "/aws/lambda/F");
  spec.log_group = "/shop/orders";
  CHECK(group() == "/shop/orders");
}

TEST_CASE("log_stream_name: says the function where several may log to a group", "[runtime]") {
  const cxsam::SystemWorld system;
  FunctionSpec spec = spec_of("python3.12");
  const std::string own = log_stream_name(system.world, spec);
  CHECK(own.substr(10, 10) == "/[$LATEST]");
  CHECK(own.size() == 52);
  spec.log_group = "/shop/orders";
  const std::string shared = log_stream_name(system.world, spec);
  CHECK(shared.substr(10, 12) == "/F[$LATEST][");
  CHECK(shared.ends_with("]"));
  CHECK(shared.size() == 55);
  spec.log_stream = "$LATEST";
  CHECK(log_stream_name(system.world, spec) == "$LATEST");
}
