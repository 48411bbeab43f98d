#include "config/precedence.h"

#include <array>
#include <catch2/catch.hpp>

using namespace cxsam;
using config::OptionKind;
using config::OptionSpec;
using config::Origin;

namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "template-file", .aliases = "--template -t", .environment = "SAM_TEMPLATE_FILE"},
    OptionSpec{.name = "region", .environment = "AWS_REGION AWS_DEFAULT_REGION"},
    OptionSpec{.name = "port", .kind = OptionKind::Number, .default_value = "3000"},
    OptionSpec{.name = "output", .kind = OptionKind::Choice, .choices = "text,json"},
    OptionSpec{.name = "cached", .kind = OptionKind::Flag, .environment = "CACHED", .negatable = true},
    OptionSpec{.name = "parameter-overrides", .kind = OptionKind::List, .several_words = true},
};
constexpr std::array kGroups{config::OptionGroup{"Options", kOptions}};

using Texts = std::vector<std::string>;

struct Given {
  config::Typed typed = {};
  std::map<std::string, std::string, std::less<>> environment = {};
  config::Samconfig samconfig = {};
  std::vector<std::string> warnings = {};

  Result<config::Values> apply() {
    const auto lookup = [this](std::string_view name) -> std::optional<std::string> {
      const auto found = environment.find(name);
      return found == environment.end() ? std::nullopt : std::optional(found->second);
    };
    return config::apply_precedence(kGroups, typed, lookup, samconfig, warnings);
  }

  config::Values values() {
    auto applied = apply();
    INFO((applied ? "" : applied.error().to_string()));
    REQUIRE(applied);
    return *applied;
  }

  std::string mistake() {
    const auto applied = apply();
    REQUIRE_FALSE(applied);
    std::string text = applied.error().message;
    for (const std::string& hint : applied.error().hints) text += "; " + hint;
    return text;
  }
};

config::Setting setting(std::string key, Texts texts, bool is_list = false) {
  return {std::move(key), std::move(texts), is_list, "samconfig.toml:4:1"};
}

}  // namespace

TEST_CASE("precedence: command line, environment, command's table, global table, default") {
  Given given;
  CHECK(given.values().text("port") == "3000");
  CHECK(given.values().origin("port") == Origin::Default);
  CHECK_FALSE(given.values().has("region"));

  given.samconfig.global = {setting("region", {"global"})};
  CHECK(given.values().text("region") == "global");
  CHECK(given.values().origin("region") == Origin::ConfigGlobal);
  given.samconfig.command = {setting("region", {"command"})};
  CHECK(given.values().text("region") == "command");
  CHECK(given.values().origin("region") == Origin::ConfigFile);
  given.environment = {{"AWS_DEFAULT_REGION", "second"}};
  CHECK(given.values().text("region") == "second");
  given.environment["AWS_REGION"] = "first";
  CHECK(given.values().text("region") == "first");
  CHECK(given.values().origin("region") == Origin::Environment);
  given.typed = {{"region", {"typed"}}};
  CHECK(given.values().text("region") == "typed");
  CHECK(given.values().origin("region") == Origin::CommandLine);
}

TEST_CASE("precedence: an empty variable counts as not set") {
  Given given{.environment = {{"AWS_REGION", ""}, {"AWS_DEFAULT_REGION", "x"}}};
  CHECK(given.values().text("region") == "x");
}

TEST_CASE("precedence: a flag that was taken back stays so") {
  Given given{.typed = {{"cached", {"false"}}}, .samconfig = {.command = {setting("cached", {"true"})}}};
  CHECK_FALSE(given.values().flag("cached"));
  given.typed.clear();
  CHECK(given.values().flag("cached"));
}

TEST_CASE("precedence: flags may be said in several ways") {
  for (const char* word : {"1", "true", "YES", "on"}) CHECK(Given{.environment = {{"CACHED", word}}}.values().flag("cached"));
  for (const char* word : {"0", "False", "no"}) CHECK_FALSE(Given{.environment = {{"CACHED", word}}}.values().flag("cached"));
}

TEST_CASE("precedence: a list in samconfig is a list, or words in one text") {
  Given given{.samconfig = {.command = {setting("parameter_overrides", {"A=1", "B=x y"}, true)}}};
  CHECK(given.values().list("parameter-overrides") == Texts{"A=1", "B=x y"});
  given.samconfig.command = {setting("parameter_overrides", {"A=1 B=\"x y\""})};
  CHECK(given.values().list("parameter-overrides") == Texts{"A=1", "B=\"x y\""});
}

TEST_CASE("precedence: keys may be written as any long spelling of the option") {
  CHECK(Given{.samconfig = {.command = {setting("template", {"a.yaml"})}}}.values().text("template-file") == "a.yaml");
}

TEST_CASE("precedence: unknown keys of the command's own table are warned of") {
  Given given{.samconfig = {.command = {setting("parameter_override", {"A=1"}), setting("no_cached", {"true"})},
                            .global = {setting("s3_bucket", {"b"})}}};
  given.values();
  REQUIRE(given.warnings.size() == 2);
  CHECK(given.warnings[0] ==
        "samconfig.toml:4:1: `parameter_override` is no option of this command; did you mean `parameter_overrides`?");
  CHECK(given.warnings[1].starts_with("samconfig.toml:4:1: `no_cached` is no option of this command"));
}

TEST_CASE("precedence: a wrong value says where it came from") {
  CHECK(Given{.typed = {{"port", {"http"}}}}.mistake() == "`--port` is a whole number, not `http`");
  CHECK(Given{.typed = {{"output", {"jsn"}}}}.mistake() == "`--output` is one of text, json, not `jsn`; did you mean `json`?");
  CHECK(Given{.environment = {{"CACHED", "perhaps"}}}.mistake() ==
        "the environment variable `CACHED` (`--cached`) is true or false, not `perhaps`");
  CHECK(Given{.samconfig = {.command = {setting("port", {"1", "2"}, true)}}}.mistake() ==
        "samconfig.toml:4:1: `port` takes one value, not several");
  CHECK(Given{.samconfig = {.command = {setting("template-file", {"a=b"}, true)}}}.mistake() ==
        "samconfig.toml:4:1: `template-file` takes one value, not several");
}

TEST_CASE("precedence: choices do not mind the case") {
  CHECK(Given{.typed = {{"output", {"JSON"}}}}.values().text("output") == "json");
}

TEST_CASE("split_words: blanks separate, quotes and backslashes protect and stay") {
  CHECK(config::split_words("").empty());
  CHECK(config::split_words("  a \t b\n") == Texts{"a", "b"});
  CHECK(config::split_words(R"(A="x y" B='p q' C=r\ s)") == Texts{R"(A="x y")", "B='p q'", R"(C=r\ s)"});
  CHECK(config::split_words(R"(A="x \" y")") == Texts{R"(A="x \" y")"});
  CHECK(config::split_words("A=\"open end") == Texts{"A=\"open end"});
}
