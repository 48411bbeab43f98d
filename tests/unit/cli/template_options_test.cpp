#include "cli/template_options.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("read_template_choice: file, parameters and Region of the options that a command has", "[cli]") {
  config::Values values;
  const auto none = cli::read_template_choice(values);
  REQUIRE(none);
  CHECK_FALSE(none->file);
  CHECK(none->parameters.empty());
  CHECK(none->environment.region == "us-east-1");
  values.set("template-file", {"app.yaml"}, config::Origin::CommandLine);
  values.set("parameter-overrides", {"Stage=prod", "ParameterKey=Size,ParameterValue=3"}, config::Origin::ConfigFile);
  values.set("region", {"eu-west-1"}, config::Origin::Environment);
  const auto all = cli::read_template_choice(values);
  REQUIRE(all);
  CHECK(all->file == "app.yaml");
  CHECK(all->parameters.at("Stage") == "prod");
  CHECK(all->parameters.at("Size") == "3");
  CHECK(all->environment.region == "eu-west-1");
}

TEST_CASE("read_template_choice: what is no value is told with the option's name", "[cli]") {
  config::Values values;
  values.set("parameter-overrides", {"Stage"}, config::Origin::CommandLine);
  const auto wrong = cli::read_template_choice(values);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().to_string().find("reading `--parameter-overrides`") != std::string::npos);
}
