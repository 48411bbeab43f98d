#include "local/missing_package.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace cxsam;

namespace {

std::string missing(std::string_view answer) {
  const auto found = local::find_missing_package(answer);
  return found ? std::string(found->family) + " " + found->name : "nothing";
}

}  // namespace

TEST_CASE("missing package: what an error document says that Lambda has", "[local]") {
  CHECK(
      missing(
          R"({"errorType": "Runtime.ImportModuleError", "errorMessage": "Unable to import module 'app': No module named 'boto3'"})") ==
      "python boto3");
  CHECK(missing(R"({"errorType": "ModuleNotFoundError", "errorMessage": "No module named 'botocore.config'"})") ==
        "python botocore");
  CHECK(
      missing(
          R"({"errorMessage": "Error: Cannot find module '@aws-sdk/client-kafka/dist'\nRequire stack:\n- /var/task/app.js"})") ==
      "nodejs @aws-sdk/client-kafka");
  CHECK(missing(R"({"errorMessage": "Cannot find package '@smithy/types' imported from /var/task/app.mjs"})") ==
        "nodejs @smithy/types");
  CHECK(missing(R"({"errorMessage": "No module named 'numpy'"})") == "nothing");
  CHECK(missing(R"({"errorMessage": 1})") == "nothing");
  CHECK(missing(R"({"body": "No module named 'boto3'"})") == "nothing");
  CHECK(missing("\"No module named 'boto3'\"") == "nothing");
  CHECK(missing("") == "nothing");
}

TEST_CASE("missing package: the usual packages come along", "[local]") {
  CHECK(local::packages_for({"python", "botocore"}) == std::vector<std::string>{"boto3"});
  const auto packages = local::packages_for({"nodejs", "@aws-sdk/client-kafka"});
  CHECK(std::ranges::count(packages, "@aws-sdk/client-kafka") == 1);
  CHECK(std::ranges::count(packages, "@aws-sdk/client-s3") == 1);
  CHECK(std::ranges::count(local::packages_for({"nodejs", "@aws-sdk/client-s3"}), "@aws-sdk/client-s3") == 1);
}
