// Requests and uploads, held against botocore, which signs as AWS checks, and moto, a server that answers as AWS does.
#include <array>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "aws/sigv4.h"
#include "aws/times.h"
#include "base/file.h"
#include "base/hash.h"
#include "json/json.h"
#include "loop/random.h"
#include "system/command.h"
#include "tests/e2e/moto.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

struct Pick {
  SeededRandom random{20260304};
  std::size_t below(std::size_t bound) {
    std::uint32_t bits = 0;
    random.fill({reinterpret_cast<unsigned char*>(&bits), sizeof bits});
    return bits % bound;
  }
  template <std::size_t N>
  std::string of(const std::array<const char*, N>& words) {
    return words[below(N)];
  }
};

constexpr std::array kServices{"s3", "lambda", "execute-api", "sqs"};
constexpr std::array kMethods{"GET", "PUT", "POST", "DELETE", "HEAD"};
constexpr std::array kParts{"a", "b%20c", "%C3%A9", "..", ".", "", "x~y", "k%2Fl", "arn%3Aaws", "A_B-C.d", "+", "(1)", "!*'"};
constexpr std::array kValues{"1", "", "b%20c", "%C3%A9", "x%2By", "a-b_c.~", "%3D"};
constexpr std::array kBodies{"", "hello", "{\"a\": [1, 2]}", "\x01\xff"};

/// Requests of all kinds of paths, queries, headers and bodies.
Json random_request(Pick& pick) {
  std::string url = "https://host.example.com";
  for (std::size_t n = pick.below(5); n > 0; --n) url += "/" + pick.of(kParts);
  if (url.ends_with("com")) url += "/";
  const bool presigned = pick.below(3) == 0;
  char separator = '?';
  for (std::size_t n = pick.below(4); n > 0; --n) {
    // botocore keeps one of several values of a name that it presigns.
    url += separator + pick.of(kValues) + (presigned ? fmt::format("k{}", n) : "k");
    if (pick.below(4) != 0) url += "=" + pick.of(kValues);
    separator = '&';
  }
  Json request{{"method", pick.of(kMethods)},
               {"url", url},
               {"service", pick.of(kServices)},
               {"region", "eu-west-1"},
               {"access_key", "AKIDEXAMPLE"},
               {"secret_key", "secret"},
               {"token", pick.below(2) == 0 ? "" : "token=="},
               {"presigned", presigned},
               {"lifetime", 60 + pick.below(600)},
               {"payload", pick.below(3) == 0 ? "UNSIGNED-PAYLOAD" : ""},
               {"headers", Json::object()},
               {"body", presigned ? "" : base64_encode(pick.of(kBodies))}};  // botocore presigns a body as a query
  if (pick.below(2) == 0) request["headers"]["Content-Type"] = "application/json";
  if (pick.below(2) == 0) request["headers"]["X-Many"] = "  a   b  c ";
  if (pick.below(2) == 0) request["headers"]["User-Agent"] = "any";
  return request;
}

std::string signed_here(const Json& one, const std::string& date) {
  system::HttpRequest request{.method = one["method"], .url = one["url"]};
  for (const auto& [name, value] : one["headers"].items()) request.headers.push_back({name, value});
  request.body = *base64_decode(one["body"].get<std::string>());
  const aws::Credentials keys{.access_key = one["access_key"], .secret_key = one["secret_key"], .token = one["token"]};
  const aws::Scope scope{one["service"], one["region"], *aws::parse_amz_date(date)};
  if (one["presigned"].get<bool>())
    return aws::presign(request, keys, scope, std::chrono::seconds(one["lifetime"].get<int>())).value;
  aws::sign(request, keys, scope, one["service"] == "s3" ? one["payload"].get<std::string>() : "");
  return *system::find_header(request.headers, "Authorization");
}

}  // namespace

TEST_CASE("aws: requests are signed as botocore signs them", "[e2e][aws]") {
  const fs::path programs = test::aws_tools();
  if (programs.empty()) return;
  const test::ScratchFolder folder;
  Pick pick;
  Json requests = Json::array();
  for (int i = 0; i < 400; ++i) requests.push_back(random_request(pick));
  const fs::path file = folder.write("requests.json", dump_json(requests));
  const auto ran =
      system::run_command({.words = {(programs / "python").string(), (test::kAwsClients / "sign.py").string(), file.string()},
                           .folder = "",
                           .environment = {}});
  REQUIRE(ran);
  INFO(ran->err);
  REQUIRE(ran->exit_code == 0);
  const auto signatures = parse_json(ran->out);
  REQUIRE(signatures);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    INFO(dump_json(requests[i]));
    CHECK(signed_here(requests[i], (*signatures)[i]["date"]) == (*signatures)[i]["signature"].get<std::string>());
  }
}

namespace {

std::size_t count(std::string_view text, std::string_view needle) {
  std::size_t found = 0;
  for (std::size_t at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + 1)) ++found;
  return found;
}

constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.12
  Same:
    Type: AWS::Lambda::Function
    Properties:
      Code: src
      Handler: app.handler
      Runtime: python3.12
      Role: arn:aws:iam::123456789012:role/r
  Large:
    Type: AWS::Serverless::LayerVersion
    Properties:
      ContentUri: large.zip
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: child.yaml
)";

}  // namespace

TEST_CASE("aws: package uploads to a server like S3, and only once", "[e2e][aws]") {
  const fs::path programs = test::aws_tools();
  if (programs.empty()) return;
  const test::Moto moto(programs);
  const test::ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  folder.write("src/app.py", "def handler(event, context):\n    return 1\n");
  folder.write("child.yaml", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n");
  std::string large;
  for (std::uint32_t i = 0; large.size() < (std::size_t{17} << 20U); ++i) large += fmt::format("{:08x}", i * 2654435761U);
  folder.write("large.zip", large);
  const auto environment = moto.environment(folder.path());
  const auto package = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {CXSAM_BINARY, "package", "--output-template-file", "out.yaml"});
    return test::run_process({.command = std::move(words), .folder = folder.path(), .environment = environment});
  };

  const auto missing = package({"--s3-bucket", "nobodys"});
  CHECK(missing.exit_code == 1);
  CHECK(missing.err.find("S3 Bucket does not exist.") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "out.yaml"));

  test::Asker asker(environment);
  asker.make_bucket("art");
  const auto first = package({"--s3-bucket", "art", "--s3-prefix", "shop/1", "--metadata", "team=web"});
  INFO(first.out << first.err);
  REQUIRE(first.exit_code == 0);
  CHECK(count(first.err, "Uploading to shop/1/") == 3);  // the code of two functions is one
  const std::string key = md5_hex("app.py" + md5_hex("def handler(event, context):\n    return 1\n"));
  const std::string out = folder.read("out.yaml");
  CHECK(out.find("CodeUri: s3://art/shop/1/" + key + "\n") != std::string::npos);
  CHECK(out.find("S3Bucket: art\n        S3Key: shop/1/" + key + "\n") != std::string::npos);
  CHECK(out.find("TemplateURL: " + moto.url() + "/art/shop/1/") != std::string::npos);
  const auto code = asker.object("/art/shop/1/" + key);
  REQUIRE(code);
  CHECK(code->starts_with("PK"));
  CHECK(asker.object("/art/shop/1/" + md5_hex(large)) == large);  // in three parts

  const auto second = package({"--s3-bucket", "art", "--s3-prefix", "shop/1"});
  CHECK(second.exit_code == 0);
  CHECK(count(second.err, "skipping upload") == 3);
  CHECK(count(second.err, "Uploading to") == 0);
  CHECK(folder.read("out.yaml") == out);
  const auto forced = package({"--s3-bucket", "art", "--s3-prefix", "shop/1", "--force-upload"});
  CHECK(count(forced.err, "Uploading to") == 3);
}
