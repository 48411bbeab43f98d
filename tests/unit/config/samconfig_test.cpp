#include "config/samconfig.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "template/parameters.h"
#include "tests/support/temp_folder.h"

using namespace cxsam;
using config::Samconfig;

namespace {

constexpr std::string_view kFile = R"(version = 0.1

[default.global.parameters]
region = "eu-west-1"

[default.local_start_api.parameters]
port = 8080
warm_containers = "EAGER"
disable_authorizer = true
debug_port = [5858, 5859]
parameter_overrides = "Stage=dev Name=\"a b\""

[prod.local_start_api.parameters]
port = 80
)";

using Texts = std::vector<std::string>;

const config::Setting& find(const std::vector<config::Setting>& settings, std::string_view key) {
  for (const config::Setting& setting : settings) {
    if (setting.key == key) return setting;
  }
  FAIL("no key " << key);
  throw std::logic_error("not reached");
}

Samconfig parse(std::string_view text, std::string_view environment = "default") {
  const auto parsed = config::parse_samconfig("samconfig.toml", text, {environment, "local_start_api"});
  REQUIRE(parsed);
  return *parsed;
}

}  // namespace

TEST_CASE("samconfig.toml: scalars and lists become texts, with their place") {
  const Samconfig file = parse(kFile);
  CHECK(find(file.command, "port").texts == Texts{"8080"});
  CHECK(find(file.command, "port").where == "samconfig.toml:7:1");
  CHECK(find(file.command, "warm_containers").texts == Texts{"EAGER"});
  CHECK(find(file.command, "disable_authorizer").texts == Texts{"true"});
  CHECK(find(file.command, "debug_port").texts == Texts{"5858", "5859"});
  CHECK(find(file.command, "debug_port").is_list);
  CHECK(find(file.command, "parameter_overrides").texts == Texts{"Stage=dev Name=\"a b\""});
  CHECK(find(file.global, "region").texts == Texts{"eu-west-1"});
  CHECK(file.warnings.empty());
}

TEST_CASE("samconfig.toml: another environment has its own tables, a missing one is empty") {
  CHECK(find(parse(kFile, "prod").command, "port").texts == Texts{"80"});
  CHECK(parse(kFile, "prod").global.empty());
  CHECK(parse(kFile, "none").command.empty());
}

TEST_CASE("samconfig.toml: a table of pairs is a list of KEY=VALUE") {
  const Samconfig file = parse("version = 0.1\n[default.local_start_api.parameters.tags]\nteam = \"a\"\ncount = 2\n");
  CHECK(find(file.command, "tags").texts == Texts{"count=2", "team=a"});
}

TEST_CASE("samconfig.toml: values of pairs are read back as they are") {
  const Samconfig file = parse(R"(version = 0.1
[default.local_start_api.parameters.parameter_overrides]
A = "hello big world"
B = '{"a": "b c"}'
C = 'C:\dir\'
D = ["a", 1]
E = ""
F = 1.50
G = 1e21
)");
  const config::Setting& setting = find(file.command, "parameter_overrides");
  CHECK(setting.is_list);
  const Texts expected{
      R"(A="hello big world")", R"(B="{\"a\": \"b c\"}")", R"(C="C:\dir\")", "D=a,1", R"(E="")", "F=1.5", "G=1e+21"};
  CHECK(setting.texts == expected);
  const auto read_back = tmpl::parse_parameter_overrides(setting.texts);
  REQUIRE(read_back);
  CHECK(read_back->at("A") == "hello big world");
  CHECK(read_back->at("B") == R"({"a": "b c"})");
  CHECK(read_back->at("C") == R"(C:\dir\)");
  CHECK(read_back->at("E").empty());
}

TEST_CASE("samconfig: lists of pairs, in CloudFormation's form too") {
  const auto parsed = config::parse_samconfig("samconfig.yaml", R"(version: 0.1
default: {build: {parameters: {parameter_overrides: [A=x y, {B: 2, C: null}, {ParameterKey: D, ParameterValue: z}]}}}
)",
                                              {"default", "build"});
  REQUIRE(parsed);
  CHECK(find(parsed->command, "parameter_overrides").texts == Texts{"A=x y", "B=2", R"(C="")", "D=z"});
}

TEST_CASE("samconfig: what no option can take is an error with its place") {
  const auto error_of = [](std::string_view value) {
    return config::parse_samconfig("f.toml", "version = 0.1\n[default.build.parameters]\nx = " + std::string(value) + "\n",
                                   {"default", "build"})
        .error()
        .message;
  };
  CHECK(error_of("{a = {b = 1}}") == "f.toml:3:1: `a` is neither a text nor a list of texts");
  CHECK(error_of("[[1], 2]") == "f.toml:3:1: `x` is neither a text nor a list of texts");
  CHECK(error_of("{a = [{b = 1}]}") == "f.toml:3:1: `a` is neither a text nor a list of texts");
}

TEST_CASE("samconfig: tables that nothing reads are warned of") {
  const Texts commands{"build", "local_start_api", "pipeline"};
  const auto warnings = [&](std::string_view text, std::string_view environment = "default") {
    const auto parsed =
        config::parse_samconfig("f.toml", "version = 0.1\n" + std::string(text), {environment, "build", commands});
    REQUIRE(parsed);
    return parsed->warnings;
  };
  CHECK(warnings("[default.biuld.parameters]\ncached = true\n") ==
        Texts{"f.toml:2:10: `biuld` is no command, so nothing reads its table; did you mean `build`?"});
  CHECK(warnings("[default.build]\ncached = true\n[default.global.paramters]\nregion = 'x'\n") ==
        Texts{"f.toml:3:1: `cached` stands outside of `build.parameters`, so nothing reads it",
              "f.toml:4:17: `paramters` stands outside of `global.parameters`, so nothing reads it"});
  CHECK(warnings("[prod.build.parameters]\ncached = true\n", "prdo") ==
        Texts{"f.toml: there is no environment `prdo`; did you mean `prod`?"});
  CHECK(warnings("[default.pipeline_init.parameters]\n[default.global.parameters]\n[prod.biuld]\n").empty());
}

TEST_CASE("samconfig: what stands in the place of a table is an error, nothing is an empty one") {
  const auto read = [](const char* path, std::string_view text) {
    return config::parse_samconfig(path, text, {"default", "build"});
  };
  const auto error_of = [&](const char* path, std::string_view text) { return read(path, text).error().message; };
  CHECK(error_of("f.toml", "version = 0.1\ndefault = 3\n") == "f.toml:2:1: `default` is `3`, not a table");
  CHECK(error_of("f.toml", "version = 0.1\n[default]\nbuild = [1]\n") == "f.toml:3:1: `default.build` is a list, not a table");
  CHECK(error_of("f.toml", "version = 0.1\n[default.global]\nparameters = 'x'\n") ==
        "f.toml:3:1: `default.global.parameters` is `x`, not a table");
  CHECK(error_of("f.yaml", "- a\n") == "f.yaml:1:1: the file is no map of environments, as `default:`");
  CHECK(read("f.toml", "version = 0.1\nother = 3\n[default]\ndeploy = 3\n")->command.empty());
  CHECK(read("f.yaml", "version: 0.1\ndefault:\n  build:\n")->command.empty());
  CHECK(read("f.yaml", "version: 0.1\ndefault:\n  build:\n    parameters:\n      build_dir:\n")->command.empty());
}

TEST_CASE("samconfig: a version that SAM CLI does not take is warned of") {
  const auto warnings = [](std::string_view version) { return parse("version = " + std::string(version) + "\n").warnings; };
  CHECK(warnings("0.1").empty());
  CHECK(warnings("0.2").empty());
  for (const char* other : {"1", "'abc'", "[0.1]"})
    CHECK(warnings(other) == Texts{"samconfig.toml:1:1: `version` is no number such as 0.1; SAM CLI refuses such a file"});
}

TEST_CASE("samconfig.toml: a file without version is read, with a warning") {
  const Samconfig file = parse("[default.local_start_api.parameters]\nport = 1\n");
  CHECK(find(file.command, "port").texts == Texts{"1"});
  REQUIRE(file.warnings.size() == 1);
  CHECK(file.warnings[0].find("version = 0.1") != std::string::npos);
}

TEST_CASE("samconfig.toml: a broken file is an error with its place") {
  const auto parsed = config::parse_samconfig("samconfig.toml", "version = 0.1\n[default\nx = 1\n", {"default", "build"});
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().message.starts_with("samconfig.toml:2:9: "));
}

TEST_CASE("samconfig.toml: a byte that TOML does not allow is an error with its place") {
  const auto error_of = [](std::string_view text) {
    return config::parse_samconfig("f", text, {"default", "build"}).error().message;
  };
  CHECK(error_of(std::string_view("a = 1\n[\0b]\n", 11)) == "f:2:2: a byte that TOML does not allow");
  CHECK(error_of("a = \"é\xFF\"\n") == "f:1:7: a byte that TOML does not allow");
  CHECK(error_of("[/a]\n").starts_with("f:1:2: "));
  CHECK(error_of("\x01") == "f:1:1: a byte that TOML does not allow");
}

TEST_CASE("samconfig.toml: letters beyond ASCII are an error outside of quotes") {
  CHECK(config::parse_samconfig("samconfig.toml", "version = 0.1\nname = \"\xC3\xA9\"\n", {"default", "build"}));
  for (const char* letter : {"\xC3\xA9", "\xEF\xB3\xBF"})
    CHECK_FALSE(config::parse_samconfig("samconfig.toml", std::string("a") + letter + " = 1\n", {"default", "build"}));
}

TEST_CASE("samconfig.yaml: reads as samconfig.toml does") {
  const auto parsed = config::parse_samconfig("samconfig.yaml", R"(version: 0.1
default:
  global:
    parameters: {region: eu-west-1}
  build:
    parameters:
      cached: yes
      parallel: false
      parameter_overrides: [A=1, B=2]
      tags:
        team: a
      base_dir: 017
)",
                                              {"default", "build"});
  REQUIRE(parsed);
  CHECK(find(parsed->command, "cached").texts == Texts{"true"});
  CHECK(find(parsed->command, "cached").where == "samconfig.yaml:7:7");
  CHECK(find(parsed->command, "parallel").texts == Texts{"false"});
  CHECK(find(parsed->command, "parameter_overrides").texts == Texts{"A=1", "B=2"});
  CHECK(find(parsed->command, "tags").texts == Texts{"team=a"});
  CHECK(find(parsed->command, "base_dir").texts == Texts{"017"});
  CHECK(find(parsed->global, "region").texts == Texts{"eu-west-1"});
  CHECK(parsed->warnings.empty());
}

TEST_CASE("samconfig.yaml: a broken file is an error with its place") {
  const auto parsed = config::parse_samconfig("samconfig.yaml", "version: 0.1\nversion: 0.2\n", {"default", "build"});
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().message.starts_with("samconfig.yaml:2:1: "));
  CHECK_FALSE(config::parse_samconfig("samconfig.yaml", "", {"default", "build"}));
}

TEST_CASE("samconfig: TOML comes before YAML") {
  const test::TempFolder temp;
  CHECK_FALSE(config::find_samconfig(temp.path()));
  REQUIRE(write_file_atomically(temp.path() / "samconfig.yml", "version: 0.1\n"));
  CHECK(config::find_samconfig(temp.path()) == temp.path() / "samconfig.yml");
  REQUIRE(write_file_atomically(temp.path() / "samconfig.yaml", "version: 0.1\n"));
  CHECK(config::find_samconfig(temp.path()) == temp.path() / "samconfig.yaml");
  REQUIRE(write_file_atomically(temp.path() / "samconfig.toml", "version = 0.1\n"));
  CHECK(config::find_samconfig(temp.path()) == temp.path() / "samconfig.toml");
}
