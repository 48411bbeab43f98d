#include "cli/parser.h"

#include <array>
#include <catch2/catch.hpp>

using namespace cxsam;
using cli::OptionKind;
using cli::OptionSpec;

namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "template-file", .aliases = "--template -t", .value_name = "FILE"},
    OptionSpec{.name = "container-env-var-file", .aliases = "-ef"},
    OptionSpec{.name = "event", .aliases = "-e"},
    OptionSpec{.name = "port", .aliases = "-p", .kind = OptionKind::Number},
    OptionSpec{.name = "cached", .aliases = "-c", .kind = OptionKind::Flag, .negatable = true},
    OptionSpec{.name = "use-container", .aliases = "-u", .kind = OptionKind::Flag},
    OptionSpec{.name = "parameter-overrides", .kind = OptionKind::List, .several_words = true, .assignments = true},
    OptionSpec{.name = "tags", .kind = OptionKind::List, .several_words = true},
    OptionSpec{.name = "exclude", .aliases = "-x", .kind = OptionKind::List},
};
constexpr std::array kGroups{cli::OptionGroup{"Options", kOptions}};
const cli::Command kCommand{.name = "build", .max_arguments = 1, .groups = kGroups};

using Words = std::vector<std::string>;

cli::ParsedWords parse(const Words& words) {
  const auto parsed = cli::parse_words(kCommand, words);
  INFO((parsed ? "" : parsed.error().to_string()));
  REQUIRE(parsed);
  return *parsed;
}

std::string mistake(const Words& words) {
  const auto parsed = cli::parse_words(kCommand, words);
  REQUIRE_FALSE(parsed);
  std::string text = parsed.error().message;
  for (const std::string& hint : parsed.error().hints) text += "; " + hint;
  return text;
}

}  // namespace

TEST_CASE("parser: every spelling of an option means the same") {
  const std::vector<Words> forms{{"--template-file", "a"}, {"--template", "a"}, {"--template=a"}, {"-t", "a"}, {"-ta"}};
  for (const Words& words : forms) CHECK(parse(words).options["template-file"] == Words{"a"});
}

TEST_CASE("parser: an option of one dash and two letters is not two options") {
  CHECK(parse({"-ef", "vars.json"}).options["container-env-var-file"] == Words{"vars.json"});
  CHECK(parse({"-ef=vars.json"}).options["container-env-var-file"] == Words{"vars.json"});
  CHECK_FALSE(parse({"-ef", "vars.json"}).options.contains("event"));
}

TEST_CASE("parser: short flags may stand together") {
  auto options = parse({"-cu"}).options;
  CHECK(options["cached"] == Words{"true"});
  CHECK(options["use-container"] == Words{"true"});
}

TEST_CASE("parser: a flag is taken back by --no-, and the last one wins") {
  CHECK(parse({"--no-cached"}).options["cached"] == Words{"false"});
  CHECK(parse({"--no-cached", "--cached"}).options["cached"] == Words{"true"});
  CHECK(parse({"--cached", "--no-cached"}).options["cached"] == Words{"false"});
  CHECK_FALSE(parse({}).options.contains("cached"));
}

TEST_CASE("parser: a list of several words ends at the next option") {
  auto parsed = parse({"--tags", "A=1", "b", "--cached", "Hello"});
  CHECK(parsed.options["tags"] == Words{"A=1", "b"});
  CHECK(parsed.arguments == Words{"Hello"});
  CHECK(parse({"--tags", "A=1", "--tags", "B=2"}).options["tags"] == Words{"A=1", "B=2"});
}

TEST_CASE("parser: a list of assignments ends at a word that is none") {
  const auto overrides = [](const Words& words) { return parse(words).options["parameter-overrides"]; };
  auto parsed = parse({"--parameter-overrides", "A=1", "file://b.yaml", "Hello"});
  CHECK(parsed.options["parameter-overrides"] == Words{"A=1", "file://b.yaml"});
  CHECK(parsed.arguments == Words{"Hello"});
  CHECK(parse({"--parameter-overrides=A=1", "B=2", "Hello"}).arguments == Words{"Hello"});
  CHECK(parse({"Hello", "--parameter-overrides", "A=1 2", "--cached"}).arguments == Words{"Hello"});
  CHECK(overrides({"--parameter-overrides", "A=1", "--cached", "--parameter-overrides", "B=2"}) == Words{"A=1", "B=2"});
  CHECK(overrides({"--parameter-overrides", "A=", "B=\"x y\""}) == Words{"A=", "B=\"x y\""});
  CHECK(overrides({"--parameter-overrides", R"([{"ParameterKey": "A", "ParameterValue": "=-"}])"}) ==
        Words{R"([{"ParameterKey": "A", "ParameterValue": "=-"}])"});
  CHECK(overrides({"--parameter-overrides", "Hello"}) == Words{"Hello"});
  CHECK(parse({"--parameter-overrides", "A=1", "--", "B=2"}).arguments == Words{"B=2"});
}

TEST_CASE("parser: a list of single words leaves the argument alone") {
  auto parsed = parse({"-x", "One", "-x", "Two", "Hello"});
  CHECK(parsed.options["exclude"] == Words{"One", "Two"});
  CHECK(parsed.arguments == Words{"Hello"});
}

TEST_CASE("parser: a value that is no list is taken once, the last") {
  auto parsed = parse({"--event", "a.json", "Hello", "--event", "-"});
  CHECK(parsed.options["event"] == Words{"-"});
  CHECK(parsed.arguments == Words{"Hello"});
}

TEST_CASE("parser: values that look like something else stay as they are") {
  CHECK(parse({"--event", "{}"}).options["event"] == Words{"{}"});
  CHECK(parse({"--event", "[a,b]"}).options["event"] == Words{"[a,b]"});
  CHECK(parse({"--event", "-x"}).options["event"] == Words{"-x"});
  CHECK(parse({"--event="}).options["event"] == Words{""});
  CHECK(parse({"-x", "[a,b]"}).options["exclude"] == Words{"[a,b]"});
}

TEST_CASE("parser: after -- everything is an argument") {
  CHECK(parse({"--", "--cached"}).arguments == Words{"--cached"});
  CHECK(parse({"-"}).arguments == Words{"-"});
}

TEST_CASE("parser: help is asked for in both ways") {
  CHECK(parse({"-h"}).wants_help);
  CHECK(parse({"Hello", "--help"}).wants_help);
}

TEST_CASE("parser: a mistake names the word and what was meant") {
  CHECK(mistake({"--templat", "x"}) == "no option `--templat` in `build`; did you mean `--template`?");
  CHECK(mistake({"--no-cache"}) == "no option `--no-cache` in `build`; did you mean `--no-cached`?");
  CHECK(mistake({"--zzzzzzzz=1"}) == "no option `--zzzzzzzz` in `build`");
  const auto surplus = cli::surplus_argument(kCommand, parse({"One", "Two", "Three"}).arguments);
  REQUIRE(surplus);
  CHECK(surplus->message == "unexpected argument `Two`");
  CHECK_FALSE(cli::surplus_argument(kCommand, {"One"}));
  CHECK(mistake({"--template"}) == "`--template-file` needs a value: `--template-file FILE`");
  CHECK(mistake({"-p"}) == "`--port` needs a value: `--port VALUE`");
  CHECK(mistake({"--cached=perhaps"}) == "`--cached` is a switch: it is true or false");
}
