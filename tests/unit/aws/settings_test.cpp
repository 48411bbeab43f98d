#include "aws/settings.h"

#include <catch2/catch.hpp>

#include "aws/endpoint.h"
#include "aws/times.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::aws;

namespace {

Settings settings_of(Variables environment, std::string_view config, Wishes wishes = {}) {
  const test::ScratchFolder folder;
  folder.write("config", config);
  environment["HOME"] = folder.path().string();
  environment["AWS_CONFIG_FILE"] = (folder / "config").string();
  auto settings = read_settings(std::move(environment), std::move(wishes));
  REQUIRE(settings);
  return *settings;
}

std::string endpoint(std::string_view service, const Settings& settings, std::string region = "eu-west-1") {
  return endpoint_of(*facts::find_service(service), region, settings).url;
}

}  // namespace

TEST_CASE("shared files: sections, comments, nested values", "[aws]") {
  const auto sections = read_sections(
      "# all\n[default]\nRegion = eu-west-1 # kept\n; no\n[profile dev]\ns3 =\n  max_queue = 5\n  endpoint_url = "
      "http://a:1\nx=\n",
      "config");
  REQUIRE(sections);
  CHECK(value_of(sections->at("default").values, "region") == "eu-west-1 # kept");
  CHECK(value_of(sections->at("profile dev").nested.at("s3"), "endpoint_url") == "http://a:1");
  const auto other = read_sections("[a] # mine\nb: 1\nc = x:y\n", "f");
  REQUIRE(other);
  CHECK(value_of(other->at("a").values, "b") == "1");
  CHECK(value_of(other->at("a").values, "c") == "x:y");
  const auto broken = read_sections("[a]\nb = 1\nc\n", "config");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message == "config:3: `c` is neither a section nor `key = value`");
  CHECK(read_sections("[a]\nb = 1\nB = 2\n", "f").error().message == "f:3: `b` stands here for the second time");
  CHECK(read_sections("[a]\n[b]\n[a]\n", "f").error().message == "f:3: `[a]` stands here for the second time");
  CHECK_FALSE(read_sections("[a]\n= 1\n", "f"));
  CHECK_FALSE(read_sections("\xef\xbb\xbf[a]\n", "f"));
}

TEST_CASE("shared files: what stands further to the right than a key belongs to it", "[aws]") {
  const auto sections = read_sections(" [a]\r\n  b = 1\r\n    more = 2\r\n  c = 3\r\n", "f");
  REQUIRE(sections);
  CHECK(sections->at("a").values == Variables{{"b", "1"}, {"c", "3"}});
}

TEST_CASE("shared files: names of profiles are those that AWS's tools see", "[aws]") {
  const Settings settings =
      settings_of({}, "[ default ]\nregion = eu-west-1\n[profile \"my dev\"]\n[profile a b]\n[profile  c ]\n");
  CHECK_FALSE(region_of(settings));
  CHECK(settings.files.find("my dev") != nullptr);
  CHECK(settings.files.find("a b") == nullptr);
  CHECK(settings.files.find("c") != nullptr);
}

TEST_CASE("shared files: their paths may hold variables", "[aws]") {
  const test::ScratchFolder folder;
  folder.write("config", "[default]\nregion = eu-west-1\n");
  for (const char* path : {"$DIR/config", "${DIR}/config", "~/config"}) {
    INFO(path);
    CHECK(region_of(*read_settings({{"HOME", folder.path()}, {"DIR", folder.path()}, {"AWS_CONFIG_FILE", path}}, {})) ==
          "eu-west-1");
  }
  CHECK_FALSE(region_of(*read_settings({{"HOME", folder.path()}, {"AWS_CONFIG_FILE", "$NONE/${config"}}, {})));
}

TEST_CASE("settings: which profile and which Region", "[aws]") {
  const std::string_view config = "[default]\nregion = eu-west-1\n[profile \"my dev\"]\nregion=eu-west-2\n[profile q]\n";
  CHECK(region_of(settings_of({}, config)) == "eu-west-1");
  CHECK(region_of(settings_of({{"AWS_PROFILE", "my dev"}, {"AWS_DEFAULT_PROFILE", "q"}}, config)) == "eu-west-2");
  CHECK(region_of(settings_of({{"AWS_DEFAULT_REGION", "us-west-1"}}, config)) == "us-west-1");
  CHECK(region_of(settings_of({{"AWS_REGION", "us-west-2"}, {"AWS_DEFAULT_REGION", "us-west-1"}}, config)) == "us-west-2");
  CHECK(region_of(settings_of({{"AWS_REGION", "us-west-2"}}, config, {.region = "sa-east-1"})) == "sa-east-1");
  CHECK_FALSE(region_of(settings_of({}, config, {.profile = "q"})));
  CHECK_FALSE(need_region(settings_of({}, config, {.region = "evil.com/"})));
  const auto missing = read_settings({{"HOME", "/nowhere"}, {"AWS_PROFILE", "nosuch"}}, {});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "The config profile (nosuch) could not be found");
}

TEST_CASE("endpoints: AWS's own by partition, and those that the user names", "[aws]") {
  const Settings plain = settings_of({}, "");
  CHECK(endpoint("stepfunctions", plain) == "https://states.eu-west-1.amazonaws.com");
  CHECK(endpoint("lambda", plain, "cn-north-1") == "https://lambda.cn-north-1.amazonaws.com.cn");
  CHECK(endpoint("iam", plain) == "https://iam.amazonaws.com");
  CHECK(endpoint_of(*facts::find_service("iam"), "eu-west-1", plain).region == "us-east-1");

  const std::string_view config =
      "[default]\nservices = l\nendpoint_url = http://profile:3\n[services l]\ns3 =\n  endpoint_url = http://section:4\n";
  CHECK(endpoint("s3", settings_of({}, config)) == "http://section:4");
  CHECK(endpoint("sqs", settings_of({}, config)) == "http://profile:3");
  CHECK(endpoint("s3", settings_of({{"AWS_ENDPOINT_URL", "http://env:1/"}}, config)) == "http://env:1");
  const Variables both{{"AWS_ENDPOINT_URL", "http://env:1"}, {"AWS_ENDPOINT_URL_SFN", "http://sfn:2"}};
  CHECK(endpoint("stepfunctions", settings_of(both, config)) == "http://sfn:2");
  CHECK(endpoint("s3", settings_of(both, config, {.endpoint_url = "http://option:5"})) == "http://option:5");
  Variables ignored = both;
  ignored["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
  CHECK(endpoint("s3", settings_of(ignored, config)) == "https://s3.eu-west-1.amazonaws.com");
}

TEST_CASE("endpoints: a section that is missing sends nothing to AWS in its place", "[aws]") {
  const test::ScratchFolder folder;
  folder.write("config", "[default]\nservices = local\n");
  Variables environment{{"AWS_CONFIG_FILE", folder.path() / "config"}};
  const auto refused = read_settings(environment, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == "the profile \"default\" has `services = local`, and there is no such section");
  CHECK(read_settings(environment, {.endpoint_url = "http://a:1"}));
  for (const auto& [name, value] :
       Variables{{"AWS_ENDPOINT_URL", "http://a:1"}, {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"}}) {
    INFO(name);
    Variables with = environment;
    with[name] = value;
    CHECK(read_settings(with, {}));
  }
}

TEST_CASE("endpoints: FIPS and both stacks", "[aws]") {
  const Variables fips{{"AWS_USE_FIPS_ENDPOINT", "true"}};
  const Settings by_environment = settings_of(fips, "[default]\nuse_fips_endpoint = false\n");
  CHECK(endpoint("cloudformation", by_environment) == "https://cloudformation-fips.eu-west-1.amazonaws.com");
  CHECK(endpoint("cloudformation", by_environment, "us-gov-west-1") == "https://cloudformation.us-gov-west-1.amazonaws.com");
  CHECK(endpoint("lambda", by_environment, "us-gov-west-1") == "https://lambda-fips.us-gov-west-1.amazonaws.com");
  CHECK(endpoint("sso", by_environment) == "https://portal.sso-fips.eu-west-1.amazonaws.com");
  const Settings dual = settings_of({}, "[default]\nuse_dualstack_endpoint = true\n");
  CHECK(endpoint("lambda", dual) == "https://lambda.eu-west-1.api.aws");
  CHECK(endpoint("s3", dual) == "https://s3.dualstack.eu-west-1.amazonaws.com");
  CHECK(endpoint("sts", dual, "cn-north-1") == "https://sts.cn-north-1.api.amazonwebservices.com.cn");
  CHECK(endpoint("s3", settings_of(fips, "[default]\nuse_dualstack_endpoint = true\n")) ==
        "https://s3-fips.dualstack.eu-west-1.amazonaws.com");
}

TEST_CASE("times as AWS writes them", "[aws]") {
  const auto time = *parse_amz_date("20260304T050607Z");
  CHECK(iso_seconds(time) == "2026-03-04T05:06:07Z");
  for (const std::string_view text : {"2026-03-04T05:06:07Z", "2026-03-04T05:06:07.250Z", "2026-03-04T06:06:07+01:00",
                                      "2026-03-04T05:06:07UTC", "2026-03-04T02:36:07-0230"})
    CHECK(parse_iso_time(text) == time);
  CHECK(parse_http_date("Wed, 04 Mar 2026 05:06:07 GMT") == time);
  for (const std::string_view text : {"", "2026-13-04T05:06:07Z", "2026-03-04", "2026-03-04T05:06:07X"})
    CHECK_FALSE(parse_iso_time(text));
}
