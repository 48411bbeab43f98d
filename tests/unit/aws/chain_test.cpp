// Which credentials count, as far as that is decided without a network. (Requests: exchange_test.cpp, tests/conformance.)
#include "aws/chain.h"

#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "loop/run.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::aws;

namespace {

struct Home {
  std::string config = {};
  std::string credentials = {};
  Variables environment = {};
  std::optional<std::string> profile = std::nullopt;
};

/// "AKID from env", the error, or "none".
std::string found(Home home) {
  const test::ScratchFolder folder;
  folder.write(".aws/config", home.config);
  folder.write(".aws/credentials", home.credentials);
  home.environment["HOME"] = folder.path().string();
  home.environment["AWS_EC2_METADATA_DISABLED"] = "true";
  const auto settings = read_settings(home.environment, {.profile = home.profile});
  if (!settings) return settings.error().message;
  SystemWorld system;
  system::HttpClient http;
  Wire wire{system.world, http, *settings};
  const auto result = *cxsam::run(system.loop, find_credentials(wire));
  if (!result) return result.error().message;
  return *result ? (*result)->access_key + " from " + (*result)->source : "none";
}

const std::string kFile = "[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n";

}  // namespace

TEST_CASE("credentials: the order of environment and files", "[aws]") {
  const Variables keys{{"AWS_ACCESS_KEY_ID", "ENV"}, {"AWS_SECRET_ACCESS_KEY", "s"}};
  CHECK(found({}) == "none");
  CHECK(found({.credentials = kFile}) == "FILE from shared-credentials-file");
  CHECK(found({.config = kFile}) == "FILE from config-file");
  CHECK(found({.credentials = kFile, .environment = keys}) == "ENV from env");
  CHECK(found({.credentials = kFile, .environment = keys, .profile = "default"}) == "FILE from shared-credentials-file");
  CHECK(found({.credentials = kFile, .environment = {{"AWS_ACCESS_KEY_ID", "ENV"}}}) ==
        "partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY");
  CHECK(found({.credentials = kFile, .environment = {{"AWS_SECRET_ACCESS_KEY", "s"}}}) == "FILE from shared-credentials-file");
}

TEST_CASE("credentials: a process, whose words are split as by a shell", "[aws]") {
  const auto process = [](const std::string& line) {
    return found({.config = "[default]\ncredential_process = " + line + "\n"});
  };
  CHECK(process("sh -c 'cd \"$HOME\"; exit 3'").find("ended with exit code 3") != std::string::npos);
  CHECK(process("echo nothing").find("did not print JSON") != std::string::npos);
  CHECK(process("echo '{\"Version\": 2}'").find("credentials of version 2; 1 is the only one supported") != std::string::npos);
  CHECK(process("echo '{\"Version\": 1}'") == "the answer of custom-process lacks `AccessKeyId`");
  CHECK(process("printf '{\"Version\": 1, \"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"s\"}' a\\ \"b c\"") ==
        "a b c from custom-process");
  CHECK(process("echo 'a") == "the credential_process `echo 'a` has a quote that does not end");
}

TEST_CASE("credentials: what is configured but cannot work ends the search", "[aws]") {
  const std::string role = "role_arn = arn:aws:iam::1:role/r\n";
  CHECK(found({.config = "[default]\n" + role}) ==
        "the profile \"default\" has a role_arn, but neither source_profile nor credential_source");
  CHECK(found({.config = "[default]\n" + role + "source_profile = a\ncredential_source = Environment\n"}) ==
        "the profile \"default\" contains both source_profile and credential_source");
  CHECK(found({.config = "[default]\n" + role + "source_profile = a\n"}) ==
        "the source_profile \"a\" referenced in the profile \"default\" does not exist");
  CHECK(found({.config = "[default]\n" + role + "source_profile = a\n[profile a]\n" + role + "source_profile = default\n"}) ==
        "profiles assume each other's roles in a circle: \"a\" leads back to \"default\"");
  CHECK(
      found({.config = "[default]\n" + role + "source_profile = default\n" + kFile.substr(10)}).find("No region information") !=
      std::string::npos);
  CHECK(found({.config = "[default]\n" + role + "source_profile = default\nmfa_serial = m\n" + kFile.substr(10)}) ==
        "profile \"default\" needs the code of the device `m`, and there is nobody to ask");
  CHECK(found({.environment = {{"AWS_WEB_IDENTITY_TOKEN_FILE", "/t"}}}) == "the web identity token `/t` has no role to assume");
  CHECK(found({.environment = {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com/x"}}}) ==
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is `http://example.com/x`, which is neither https nor this machine");
}

TEST_CASE("credentials: SSO is meant where an account or a role is named", "[aws]") {
  const std::string session = "[sso-session s]\nsso_start_url = https://x\nsso_region = eu-west-1\n";
  CHECK(found({.config = "[default]\nsso_start_url = https://x\n" + session}) == "none");
  CHECK(found({.config = "[default]\nsso_account_id = 1\nsso_session = s\n" + session}) ==
        "the profile \"default\" is configured to use SSO but is missing required configuration: sso_role_name");
  const std::string whole = "[default]\nsso_account_id = 1\nsso_role_name = r\nsso_session = s\n";
  CHECK(found({.config = whole}) == "the specified sso-session does not exist: \"s\"");
  CHECK(found({.config = whole + session}) == "nobody is signed in: there is no SSO token for s");
  CHECK(found({.config = whole + "sso_region = us-east-1\n" + session}) ==
        "`sso_region` is `us-east-1` in the profile \"default\" and `eu-west-1` in its sso-session");
}
