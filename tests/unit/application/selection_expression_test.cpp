#include "application/selection_expression.h"

#include <optional>
#include <string>

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("selection expressions: variables, texts and escapes", "[application]") {
  using application::SelectionExpression;
  const auto key = [](std::string_view text) {
    return SelectionExpression::read(text)
        .evaluate([](const SelectionExpression::Part& part) -> std::optional<std::string> {
          if (part.text == "none") return std::nullopt;
          return "<" + part.text + ">";
        })
        .value_or("nothing");
  };
  CHECK(key("$request.body.action") == "<request.body.action>");
  CHECK(key("${request.body.action}") == "<request.body.action>");
  CHECK(key("a/${b.c}-$d.e/") == "a/<b.c>-<d.e>/");
  CHECK(key("\\$default") == "$default");
  CHECK(key("$default") == "$default");
  CHECK(key("200") == "200");
  CHECK(key("$") == "$");
  CHECK(key("${unended") == "${unended");
  CHECK(key("x${none}") == "nothing");
  CHECK(key("").empty());
}
