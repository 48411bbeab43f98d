// HTTPS of `cxsam local start-api`, with curl and Python as clients.
#include <filesystem>
#include <iostream>

#include <catch2/catch.hpp>

#include "base/certificate.h"
#include "base/text.h"
#include "json/json.h"
#include "system/command.h"
#include "tests/e2e/local_server.h"
#include "tests/support/raw_client.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /hello:
            get:
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: {application/json: '{"statusCode": 200}'}
                responses: {default: {statusCode: "200", responseTemplates: {application/json: "hello"}}}
)";

bool has_curl() {
  if (system::find_program("curl")) return true;
  std::cout << "skipped: curl is not installed\n";
  return false;
}

/// A program that serves HTTPS says so in another way than test::LocalServer waits for.
struct Serving : test::StartedProgram {
  Serving(const test::ScratchFolder& folder, std::vector<std::string> options)
      : StartedProgram(words(folder, std::move(options)), folder.path()) {
    const bool ready = wait_for("Press CTRL+C to quit");
    INFO(output());
    REQUIRE(ready);
    const std::string_view mark = " * Running on https://127.0.0.1:";
    REQUIRE(output().find(mark) != std::string::npos);
    port = std::stoi(output().substr(output().find(mark) + mark.size()));
  }
  static std::vector<std::string> words(const test::ScratchFolder& folder, std::vector<std::string> options) {
    options.insert(options.begin(), {"/usr/bin/env", "XDG_CACHE_HOME=" + folder.path().string(), CXSAM_BINARY, "local",
                                     "start-api", "--port", "0"});
    return options;
  }
  [[nodiscard]] std::string url(std::string_view path) const {
    return "https://localhost:" + std::to_string(port) + std::string(path);
  }

  int port = 0;
};

std::string curl(const std::filesystem::path& authority, std::vector<std::string> words) {
  words.insert(words.begin(), {"curl", "-sS", "--max-time", "30", "--cacert", authority.string(), "-4"});
  const auto ran = system::run_command({.words = std::move(words), .folder = "", .environment = {}});
  return ran ? ran->out + ran->err : "";
}

}  // namespace

TEST_CASE("https: a certificate of its own, made once", "[e2e][https]") {
  if (!has_curl()) return;
  const test::ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  const auto authority = folder.path() / "cxsam/https/localhost.pem";
  std::string made;
  {
    const Serving api(folder, {"--https"});
    CHECK(api.output().find("Mounting MOCK at https://127.0.0.1:") != std::string::npos);
    CHECK(api.output().find(authority.string()) != std::string::npos);
    made = folder.read("cxsam/https/localhost.pem");
    CHECK(curl(authority, {api.url("/hello"), api.url("/hello")}) == "hellohello");
    CHECK(curl(authority, {"--tls-max", "1.2", api.url("/hello")}) == "hello");
    CHECK(curl(authority, {"--tls-max", "1.1", api.url("/hello")}).find("hello") == std::string::npos);
    CHECK(curl(authority, {"-o", "/dev/null", "-w", "%{http_version}", api.url("/hello")}) == "1.1");
    const auto perms = std::filesystem::status(authority.parent_path()).permissions();
    CHECK((perms & std::filesystem::perms::others_all) == std::filesystem::perms::none);
    const std::string plain = test::fetch(static_cast<std::uint16_t>(api.port), "GET", "/hello");
    CHECK(plain.starts_with("HTTP/1.1 400 "));
    CHECK(plain.find("speaks HTTPS") != std::string::npos);
  }
  const Serving again(folder, {"--https"});
  CHECK(folder.read("cxsam/https/localhost.pem") == made);
}

TEST_CASE("https: files that are given", "[e2e][https]") {
  if (!has_curl()) return;
  const test::ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  const auto pair = make_self_signed(std::chrono::system_clock::now());
  REQUIRE(pair);
  folder.write("cert.pem", pair->certificate);
  folder.write("key.pem", pair->key);
  const Serving api(folder, {"--ssl-cert-file", "cert.pem", "--ssl-key-file", "key.pem"});
  CHECK(curl(folder.path() / "cert.pem", {api.url("/hello")}) == "hello");

  test::StartedProgram half({CXSAM_BINARY, "local", "start-api", "--port", "0", "--ssl-cert-file", "cert.pem"}, folder.path());
  CHECK(half.wait() == 2);
  CHECK(half.output().find("`--ssl-cert-file` needs `--ssl-key-file`") != std::string::npos);
  folder.write("bad.pem", "no certificate");
  test::StartedProgram bad(
      {CXSAM_BINARY, "local", "start-api", "--port", "0", "--ssl-cert-file", "bad.pem", "--ssl-key-file", "key.pem"},
      folder.path());
  CHECK(bad.wait() == 1);
  CHECK(bad.output().find("bad.pem") != std::string::npos);
}

TEST_CASE("https: mutual TLS lets in who has a certificate, and functions see it", "[e2e][https]") {
  if (!has_curl() || !test::has_python()) return;
  const test::ScratchFolder folder;
  folder.write("template.yaml", R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.11
      Events:
        One: {Type: Api, Properties: {Path: /one, Method: get}}
        Two: {Type: HttpApi, Properties: {Path: /two, Method: get}}
)");
  folder.write("src/app.py",
               "import json\n\ndef handler(event, context):\n    context = event['requestContext']\n"
               "    shown = context.get('authentication') or context['identity']\n"
               "    return {'statusCode': 200, 'body': json.dumps(shown['clientCert'])}\n");
  const auto mine = make_self_signed(std::chrono::system_clock::now());
  const auto other = make_self_signed(std::chrono::system_clock::now());
  REQUIRE((mine && other));
  folder.write("mine.pem", mine->certificate);
  folder.write("mine.key", mine->key);
  folder.write("other.pem", other->certificate);
  folder.write("other.key", other->key);
  const Serving api(folder, {"--https", "--ssl-client-ca-file", "mine.pem"});
  const auto ask = [&](const std::string& who, const std::string& path) {
    std::vector<std::string> words{api.url(path)};
    if (!who.empty())
      words.insert(words.end(), {"--cert", (folder / (who + ".pem")).string(), "--key", (folder / (who + ".key")).string()});
    return curl(folder / "cxsam/https/localhost.pem", words);
  };
  for (const char* path : {"/one", "/two"}) {
    const auto shown = parse_json(ask("mine", path));
    REQUIRE(shown);
    CHECK((*shown)["clientCertPem"] == mine->certificate);
    CHECK((*shown)["subjectDN"] == "CN=localhost (cxsam)");
    CHECK((*shown)["validity"]["notAfter"].get<std::string>().ends_with(" GMT"));
    CHECK((*shown)["serialNumber"].get<std::string>().size() == 15 * 3 - 1);
  }
  CHECK(ask("", "/one").find("clientCertPem") == std::string::npos);
  CHECK(ask("other", "/one").find("clientCertPem") == std::string::npos);
}
