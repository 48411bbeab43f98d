#include "local/credentials.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/hash.h"

using namespace cxsam;
using namespace cxsam::local;

TEST_CASE("read_profile: keys of one section", "[local]") {
  const Variables values = read_profile(
      "[default]\nregion = eu-west-1\n# comment = x\n[profile dev]\nREGION=us-west-2\ns3 =\n  max_queue = 5\noutput = json\n",
      "profile dev");
  CHECK(values == Variables{{"region", "us-west-2"}, {"s3", ""}, {"output", "json"}});
  CHECK(read_profile("[a]\nx = 1\n", "b").empty());
}

TEST_CASE("find_identity: the environment, or the profile asked for, or stand-ins", "[local]") {
  const auto folder = std::filesystem::temp_directory_path() / ("cxsam-test-" + make_uuid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "credentials") << "[dev]\naws_access_key_id = AKID\naws_secret_access_key = SECRET\n";
  std::ofstream(folder / "config") << "[profile dev]\nregion = ap-southeast-2\n";
  Variables environment{{"AWS_SHARED_CREDENTIALS_FILE", (folder / "credentials").string()},
                        {"AWS_CONFIG_FILE", (folder / "config").string()}};
  CHECK(find_identity(environment, std::nullopt).credentials.access_key == "defaultkey");
  environment["AWS_ACCESS_KEY_ID"] = "ENVID";
  environment["AWS_SECRET_ACCESS_KEY"] = "ENVSECRET";
  environment["AWS_SESSION_TOKEN"] = "TOKEN";
  CHECK(find_identity(environment, std::nullopt).credentials.session_token == "TOKEN");
  const Identity dev = find_identity(environment, "dev");
  CHECK(dev.credentials.access_key == "AKID");
  CHECK(dev.credentials.session_token.empty());
  CHECK(dev.region == "ap-southeast-2");
  CHECK(find_identity(environment, "nosuch").credentials.access_key == "ENVID");
  std::filesystem::remove_all(folder);
}
