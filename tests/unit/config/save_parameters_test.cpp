#include "config/save_parameters.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using config::OptionKind;
using config::SavedParameter;

namespace {

const std::vector<SavedParameter> kParameters{
    {"cached", OptionKind::Flag, {"true"}},
    {"port", OptionKind::Number, {"3001"}},
    {"build_dir", OptionKind::Path, {"a \"b\"\\c"}},
    {"parameter_overrides", OptionKind::List, {"A=1", "B=x y"}},
};

std::string save(std::string_view text) {
  const auto saved = config::save_parameters("samconfig.toml", text, "default", "build", kParameters);
  REQUIRE(saved);
  return *saved;
}

}  // namespace

TEST_CASE("save_parameters: nothing becomes a whole file") {
  CHECK(save("") == R"(version = 0.1

[default.build.parameters]
cached = true
port = 3001
build_dir = "a \"b\"\\c"
parameter_overrides = ["A=1", "B=x y"]
)");
}

TEST_CASE("save_parameters: values change in place and all other text stays") {
  CHECK(save(R"(# mine
version = 0.1
[default.build.parameters]   # the build
port = 3000                  # é, why
parameter_overrides = [
  "A=0",                     # lost with the list
]
base_dir = "é"

[default.validate.parameters]
lint = true
)") == R"(# mine
version = 0.1
[default.build.parameters]   # the build
port = 3001                  # é, why
parameter_overrides = ["A=1", "B=x y"]
base_dir = "é"
cached = true
build_dir = "a \"b\"\\c"

[default.validate.parameters]
lint = true
)");
}

TEST_CASE("save_parameters: a missing table and a missing line end are added") {
  CHECK(save("version = 0.1").starts_with("version = 0.1\n\n[default.build.parameters]\ncached = true\n"));
  CHECK(save("version = 0.1\n[default.build.parameters]\nport = 1") ==
        "version = 0.1\n[default.build.parameters]\nport = 3001\ncached = true\nbuild_dir = \"a \\\"b\\\"\\\\c\"\n"
        "parameter_overrides = [\"A=1\", \"B=x y\"]\n");
  CHECK(save("version = 0.1\n[default.build.parameters]").find("parameters]\ncached = true\n") != std::string::npos);
}

TEST_CASE("save_parameters: what is saved again is the same") {
  const std::string once = save("");
  CHECK(save(once) == once);
}

TEST_CASE("save_parameters: an environment of any name") {
  const auto saved = config::save_parameters("samconfig.toml", "", "my env", "local_invoke", kParameters);
  REQUIRE(saved);
  CHECK(saved->find("my env") != std::string::npos);
  const auto again = config::save_parameters("samconfig.toml", *saved, "my env", "local_invoke", kParameters);
  CHECK(again == *saved);
}

TEST_CASE("save_parameters: what cannot be changed safely is an error") {
  CHECK_FALSE(config::save_parameters("samconfig.toml", std::string_view("[\0a]", 4), "default", "build", kParameters));
  CHECK_FALSE(config::save_parameters("samconfig.toml", "x = [", "default", "build", kParameters));
  CHECK_FALSE(
      config::save_parameters("samconfig.toml", "default = {build = {parameters = {a = 1}}}", "default", "build", kParameters));
  CHECK_FALSE(config::save_parameters("samconfig.toml", "default.build.parameters = 3", "default", "build", kParameters));
  CHECK_FALSE(config::save_parameters("samconfig.toml", "default = {deploy = {}}", "default", "build", kParameters));
}

TEST_CASE("save_parameters: a key without texts is removed, a list without texts is empty") {
  const std::vector<config::SavedParameter> parameters{{"region", config::OptionKind::Text, {}},
                                                       {"images", config::OptionKind::List, {}}};
  const std::string before = "[default.deploy.parameters]\nstack_name = \"a\"\nregion = \"eu-west-1\"  # here\nx = 1\n";
  CHECK(*config::save_parameters("samconfig.toml", before, "default", "deploy", parameters) ==
        "[default.deploy.parameters]\nstack_name = \"a\"\nx = 1\nimages = []\n");
  CHECK(*config::save_parameters("samconfig.toml", "", "default", "deploy", parameters) ==
        "version = 0.1\n\n[default.deploy.parameters]\nimages = []\n");
}

TEST_CASE("save_parameters: assignments are a table of their own, in place of what stood there") {
  const std::vector<SavedParameter> tags{
      {"stack_name", OptionKind::Text, {"mine"}},
      {"tags", OptionKind::List, {"a=1 b:c='x y'"}, {{"a", "1"}, {"b:c", "x y"}}},
  };
  const auto saved = [&](std::string_view text) {
    const auto changed = config::save_parameters("samconfig.toml", text, "default", "deploy", tags);
    return changed ? *changed : changed.error().message;
  };
  const std::string whole = R"(version = 0.1

[default.deploy.parameters]
stack_name = "mine"

[default.deploy.parameters.tags]
a = "1"
"b:c" = "x y"
)";
  CHECK(saved("") == whole);
  CHECK(saved(whole) == whole);
  CHECK(saved(R"([default.deploy.parameters]
tags = ["old=1"]  # goes with its line
stack_name = "other"
[default.validate.parameters]
lint = true
)") == R"([default.deploy.parameters]
stack_name = "mine"
[default.validate.parameters]
lint = true

[default.deploy.parameters.tags]
a = "1"
"b:c" = "x y"
)");
  CHECK(saved(R"([default.deploy.parameters.tags]
gone = "1"
a = "0"  # kept
)") == R"([default.deploy.parameters.tags]
a = "1"  # kept
"b:c" = "x y"

[default.deploy.parameters]
stack_name = "mine"
)");
}
