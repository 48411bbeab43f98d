#include "local/credentials.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::local;

TEST_CASE("find_identity: the environment, or the profile asked for, or stand-ins", "[local]") {
  const test::ScratchFolder folder;
  folder.write("credentials", "[dev]\naws_access_key_id = AKID\naws_secret_access_key = SECRET\n");
  folder.write(
      "config",
      "[profile dev]\nregion = ap-southeast-2\n[profile gone]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n"
      "[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n");
  Variables environment{{"AWS_SHARED_CREDENTIALS_FILE", (folder / "credentials").string()},
                        {"AWS_CONFIG_FILE", (folder / "config").string()},
                        {"HOME", folder.path().string()}};
  const auto nobody = find_identity(environment, std::nullopt);
  REQUIRE(nobody);
  CHECK(nobody->credentials.access_key == "defaultkey");
  CHECK_FALSE(nobody->no_credentials);
  environment["AWS_ACCESS_KEY_ID"] = "ENVID";
  environment["AWS_SECRET_ACCESS_KEY"] = "ENVSECRET";
  environment["AWS_SESSION_TOKEN"] = "TOKEN";
  CHECK(find_identity(environment, std::nullopt)->credentials.session_token == "TOKEN");
  const auto dev = find_identity(environment, "dev");
  REQUIRE(dev);
  CHECK(dev->credentials.access_key == "AKID");
  CHECK(dev->credentials.session_token.empty());
  CHECK(dev->region == "ap-southeast-2");
  CHECK_FALSE(find_identity(environment, "nosuch"));

  const auto signed_out = find_identity(environment, "gone");
  REQUIRE(signed_out);
  CHECK(signed_out->credentials.access_key == "defaultkey");
  REQUIRE(signed_out->no_credentials);
  CHECK(signed_out->no_credentials->hints == std::vector<std::string>{"run `aws sso login --profile gone`"});
}
