// AWS_IAM routes of `cxsam local start-api` with signatures that curl and the npm package aws4 make. (botocore's:
// authorizers_test.cpp.) aws4 is got once, below build/clients.
#include <filesystem>
#include <iostream>

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "base/file.h"
#include "system/command.h"
#include "tests/e2e/local_server.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

const fs::path kClients = fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/authorizers";
constexpr const char* kUsers =
    R"({"users": [{"accessKeyId": "ALICE", "secretAccessKey": "secret", "sessionToken": "session"}, {"accessKeyId": "BOB", "secretAccessKey": "s"}]})";

struct Guarded : test::ScratchFolder {
  Guarded() {
    write("template.yaml", *read_file(kClients / "template.yaml"));
    write("src/app.py", *read_file(kClients / "app.py"));
    write("users.json", kUsers);
  }
};

std::string out_of(std::vector<std::string> words, std::vector<std::pair<std::string, std::string>> environment = {}) {
  const auto ran = system::run_command({.words = std::move(words), .folder = "", .environment = std::move(environment)});
  return ran ? ran->out + ran->err : "";
}

/// Whether a curl is there that can sign.
bool has_signing_curl() {
  if (out_of({"curl", "--help", "all"}).find("--aws-sigv4") != std::string::npos) return true;
  std::cout << "skipped: no curl that knows --aws-sigv4\n";
  return false;
}

/// The folder that has aws4, or "" with a line that says why there is none.
fs::path node_with_aws4() {
  const fs::path folder = fs::path(CXSAM_SOURCE_DIR) / "build/clients/aws4";
  if (!system::find_program("node") || !system::find_program("npm")) {
    std::cout << "skipped: no node and npm on PATH\n";
    return {};
  }
  if (fs::exists(folder / "node_modules/aws4")) return folder;
  out_of({"sh", "-c",
          fmt::format("mkdir -p '{0}' && cd '{0}' && timeout 300 npm install --silent --no-fund --no-audit aws4@1.13.2",
                      folder.string())});
  if (fs::exists(folder / "node_modules/aws4")) return folder;
  std::cout << "skipped: the npm package aws4 cannot be installed here\n";
  return {};
}

}  // namespace

TEST_CASE("signers: curl --aws-sigv4", "[e2e][authorizer]") {
  if (!test::has_python() || !has_signing_curl()) return;
  const Guarded folder;
  const test::LocalServer api("start-api", folder, {"--iam-credentials", "users.json"});
  const auto status = [&](const std::string& user, const std::string& target, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"curl",
                                   "-s",
                                   "-o",
                                   "/dev/null",
                                   "-w",
                                   "%{http_code}",
                                   "-X",
                                   "POST",
                                   "--aws-sigv4",
                                   "aws:amz:us-east-1:execute-api",
                                   "--user",
                                   user,
                                   "http://127.0.0.1:" + std::to_string(api.port) + target};
    words.insert(words.end(), more.begin(), more.end());
    return out_of(std::move(words));
  };
  CHECK(status("BOB:s", "/rest-signed") == "200");
  CHECK(status("BOB:s", "/rest-signed?a=1&b=2") == "200");
  CHECK(status("BOB:s", "/signed", {"-H", "Content-Type: text/plain", "--data", "hello"}) == "200");
  CHECK(status("ALICE:secret", "/rest-signed", {"-H", "X-Amz-Security-Token: session"}) == "200");
  CHECK(status("ALICE:secret", "/rest-signed") == "403");
  CHECK(status("BOB:t", "/rest-signed") == "403");
  CHECK(status("EVE:s", "/rest-signed") == "403");
}

TEST_CASE("signers: the npm package aws4", "[e2e][authorizer]") {
  const fs::path folder = test::has_python() ? node_with_aws4() : fs::path();
  if (folder.empty()) return;
  const Guarded guarded;
  const test::LocalServer api("start-api", guarded, {"--iam-credentials", "users.json"});
  const std::string said =
      out_of({"node", (kClients / "aws4.js").string(), std::to_string(api.port)},
             {{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"NODE_PATH", (folder / "node_modules").string()}});
  INFO(said);
  CHECK(said.find("all is well") != std::string::npos);
}
