#include "lint/settings/selection.h"

#include <catch2/catch.hpp>

using namespace cxsam::lint;

TEST_CASE("selection: errors, warnings and own rules count by themselves, informational ones when included") {
  const Selection by_default;
  CHECK(is_selected("E3012", by_default));
  CHECK(is_selected("W2001", by_default));
  CHECK(is_selected("CX1001", by_default));
  CHECK_FALSE(is_selected("I3042", by_default));
  CHECK(is_selected("I3042", {.include = {"I"}}));
}

TEST_CASE("selection: prefixes; mandatory wins over ignored, ignored over included") {
  const Selection selection{.ignore = {"E3", "I3"}, .include = {"I"}, .mandatory = {"E3012"}};
  CHECK_FALSE(is_selected("E3001", selection));
  CHECK_FALSE(is_selected("I3042", selection));
  CHECK(is_selected("I2003", selection));
  CHECK(is_selected("E3012", selection));
  CHECK(is_selected("E1020", selection));
}

TEST_CASE("selection: as cfn-lint, own rules need to be included") {
  CHECK_FALSE(is_selected("CX1001", {.own_ids = false}));
  CHECK_FALSE(is_selected("", {.own_ids = false}));
  CHECK(is_selected("CX1001", {.include = {"CX"}, .own_ids = false}));
  CHECK(is_selected("E3012", {.own_ids = false}));
}

TEST_CASE("selection: experimental rules are asked for as a whole, the informational ones besides") {
  CHECK_FALSE(is_selected("W4011", {}));
  CHECK_FALSE(is_selected("W4011", {.include = {"W4011"}, .mandatory = {"W4011"}}));
  CHECK(is_selected("W4011", {.experimental = true}));
  CHECK_FALSE(is_selected("W4011", {.ignore = {"W4011"}, .experimental = true}));
  CHECK_FALSE(is_selected("I4010", {.experimental = true}));
  CHECK(is_selected("I4010", {.include = {"I"}, .experimental = true}));
}

TEST_CASE("selection: a rule runs when it is selected, when it speaks for the schemas, or when it bears other ids") {
  const Rule& unused = *find_rule("W2001");
  const Rule& memory = *find_rule("CX1001");
  const Rule& names = *find_rule("E1020");
  const Rule& variables = *find_rule("W1019");
  const Selection nothing{.ignore = {"E", "W", "CX"}};
  CHECK(is_wanted(unused, {}, kCxsam));
  CHECK_FALSE(is_wanted(unused, nothing, kCxsam));
  CHECK(is_wanted(memory, nothing, kCxsam));
  CHECK_FALSE(is_wanted(memory, {.own_ids = false}, kCfnLint));
  CHECK(is_wanted(names, nothing, kCxsam));
  CHECK(is_wanted(variables, {}, kCxsam));
  CHECK_FALSE(is_wanted(variables, {}, kCfnLint));
}
