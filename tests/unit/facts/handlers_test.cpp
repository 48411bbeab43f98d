#include "facts/handlers.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "facts/environment.h"

using namespace cxsam::facts;

namespace {

std::string module_of(std::string_view family, std::string_view handler) {
  const auto parts = parse_handler(family, handler);
  return parts ? parts->module + "|" + parts->function : "none";
}

}  // namespace

TEST_CASE("handlers: python modules are dotted or slashed paths") {
  CHECK(module_of("python", "app.lambda_handler") == "app|lambda_handler");
  CHECK(module_of("python", "src/app.handler") == "src/app|handler");
  CHECK(module_of("python", "pkg.sub.app.handler") == "pkg/sub/app|handler");
  CHECK(module_of("python", "handler") == "none");
  CHECK(module_of("python", "app.") == "none");
  CHECK(module_of("python", ".handler") == "none");
  CHECK(module_of("python", "app.py/handler") == "none");
}

TEST_CASE("handlers: Node.js and Ruby end the file's name at the first dot after the last slash") {
  CHECK(module_of("nodejs", "index.handler") == "index|handler");
  CHECK(module_of("nodejs", "dist/v1.2/app.routes.get") == "dist/v1.2/app|routes.get");
  CHECK(module_of("nodejs", "index") == "none");
  CHECK(module_of("ruby", "lib/app.App::Handler.process") == "lib/app|App::Handler.process");
}

TEST_CASE("handlers: Java's method and .NET's type may be left out") {
  CHECK(module_of("java", "example.Handler::handleRequest") == "example.Handler|handleRequest");
  CHECK(module_of("java", "example.Handler") == "example.Handler|");
  CHECK(module_of("java", "example.Handler:handleRequest") == "none");
  CHECK(module_of("dotnet", "App::App.Function::Handler") == "App|App.Function::Handler");
  CHECK(module_of("dotnet", "App") == "App|");
  CHECK(module_of("dotnet", "App::App.Function") == "none");
}

TEST_CASE("handlers: blanks are in no handler, and custom runtimes take any other text") {
  CHECK(module_of("provided", "bootstrap") == "bootstrap|");
  CHECK(module_of("go", "main") == "main|");
  CHECK(module_of("provided", "a b") == "none");
  CHECK(module_of("python", "app.handler ") == "none");
}

TEST_CASE("handlers: the files that may hold one") {
  const auto files = [](std::string_view family, std::string_view handler) {
    return handler_files(family, *parse_handler(family, handler));
  };
  CHECK(std::ranges::count(files("python", "pkg.app.f"), "pkg/app.py") == 1);
  CHECK(std::ranges::count(files("python", "pkg.app.f"), "pkg/app/__init__.py") == 1);
  CHECK(std::ranges::count(files("nodejs", "app.f"), "app.mjs") == 1);
  CHECK(std::ranges::count(files("nodejs", "app.f"), "app.ts") == 1);
  CHECK(files("ruby", "app.f") == std::vector<std::string>{"app.rb"});
  CHECK(files("java", "a.B::c").empty());
  CHECK(files("provided", "bootstrap").empty());
}

TEST_CASE("environment: Lambda's own variables are reserved, its defaults are not") {
  CHECK(is_reserved_variable("AWS_REGION"));
  CHECK(is_reserved_variable("_HANDLER"));
  CHECK_FALSE(is_reserved_variable("PATH"));
  CHECK_FALSE(is_reserved_variable("AWS_LAMBDA_EXEC_WRAPPER"));
  CHECK_FALSE(is_reserved_variable("aws_region"));
}

TEST_CASE("environment: names are letters, digits and underscores after a letter") {
  CHECK(is_variable_name("TABLE_NAME2"));
  CHECK_FALSE(is_variable_name("A"));
  CHECK_FALSE(is_variable_name("2A"));
  CHECK_FALSE(is_variable_name("A-B"));
  CHECK_FALSE(is_variable_name(""));
}
