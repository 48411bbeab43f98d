#include "local/variables.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using namespace cxsam::local;

TEST_CASE("own_variables: file over shell over template, declared names only", "[local]") {
  application::Function function;
  function.logical_id = "Hello";
  function.name = "hello-prod";
  function.environment = {{"A", "template"}, {"B", "template"}, {"C", "template"}, {"D", "template"}, {"E", "template"}};
  const auto overrides = parse_overrides(
      R"({"Parameters": {"B": "all", "C": "all", "D": "all"}, "hello-prod": {"C": "name", "D": "name"}, "Hello": {"D": 7, "X": "no"}})",
      {});
  REQUIRE(overrides);
  const Variables shell{{"A", "shell"}, {"B", "shell"}, {"OTHER", "no"}, {"AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"}};
  const auto values = own_variables(function, *overrides, shell);
  CHECK(values == std::map<std::string, std::string>{{"A", "shell"},
                                                     {"B", "all"},
                                                     {"C", "name"},
                                                     {"D", "7"},
                                                     {"E", "template"},
                                                     {"AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"}});
}

TEST_CASE("own_variables: a function of a nested stack has entries by its full path, before those by its logical id",
          "[local]") {
  application::Application application;
  application::Function function;
  function.logical_id = function.name = "Fn";
  function.aliases = {"Construct"};
  function.environment = {{"A", ""}, {"B", ""}, {"C", ""}};
  application.functions.push_back(function);
  function.stack_path = "Child/Deep";
  application.functions.push_back(function);
  const auto overrides = parse_overrides(
      R"({"Construct": {"A": "alias", "B": "alias", "C": "alias"}, "Fn": {"B": "id", "C": "id"}, "Child/Deep/Fn": {"C": "path"}, "Gone": {}, "Parameters": {}})",
      {});
  REQUIRE(overrides);
  using Values = std::map<std::string, std::string>;
  CHECK(own_variables(application.functions[0], *overrides, {}) == Values{{"A", "alias"}, {"B", "id"}, {"C", "id"}});
  CHECK(own_variables(application.functions[1], *overrides, {}) == Values{{"A", "alias"}, {"B", "id"}, {"C", "path"}});
  CHECK(unused_entries(*overrides, application) == std::vector<std::string>{"Gone"});
}

TEST_CASE("parse_overrides: values as text, other shapes refused", "[local]") {
  const auto overrides = parse_overrides(R"({"F": {"A": true, "B": 1.5, "C": null, "D": [1], "E": "x"}})", {});
  REQUIRE(overrides);
  CHECK(overrides->at("F") ==
        std::map<std::string, std::string>{{"A", "true"}, {"B", "1.5"}, {"C", ""}, {"D", ""}, {"E", "x"}});
  CHECK_FALSE(parse_overrides("[]", {}));
  CHECK_FALSE(parse_overrides(R"({"F": "x"})", {}));
  CHECK_FALSE(parse_overrides("{", {}));
}

TEST_CASE("parse_overrides: numbers keep what they mean", "[local]") {
  const auto overrides = parse_overrides(
      R"({"F": {"A": 123456789012345678901234567890, "B": -18446744073709551616, "C": 1.50, "D": 1e3, "E": 9223372036854775808,
                "F": [1, {"G": 2}], "H": 3}, "Empty": {}})",
      {});
  REQUIRE(overrides);
  CHECK(overrides->at("F") == std::map<std::string, std::string>{{"A", "123456789012345678901234567890"},
                                                                 {"B", "-18446744073709551616"},
                                                                 {"C", "1.5"},
                                                                 {"D", "1000.0"},
                                                                 {"E", "9223372036854775808"},
                                                                 {"F", ""},
                                                                 {"H", "3"}});
  CHECK(overrides->at("Empty").empty());
  CHECK(parse_overrides(R"({"F": [1]})", {}).error().message == "the entry `F` is no map of variables");
  CHECK(parse_overrides(R"({"F": null})", {}).error().message == "the entry `F` is no map of variables");
}

TEST_CASE("parse_overrides: lines of assignments are for all functions", "[local]") {
  const auto overrides = parse_overrides("# of all\nA=1\n", {});
  REQUIRE(overrides);
  CHECK(*overrides == VariableOverrides{{"Parameters", {{"A", "1"}}}});
  CHECK_FALSE(parse_overrides("\n", {}));
  CHECK_FALSE(parse_overrides("A: 1\n", {}));
}
