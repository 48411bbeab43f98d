#include "lint/subjects/placeholders.h"

#include <catch2/catch.hpp>

using cxsam::lint::quote_placeholders;

TEST_CASE("placeholders: a value without quotes gets some, and nothing moves") {
  const auto json = quote_placeholders(R"({"a": ${Count}, "b": [${X}], "c": "${Name}"})");
  CHECK(json.text == R"({"a": "${"    , "b": ["${"], "c": "${Name}"})");
  CHECK(json.is_certain);
  CHECK(quote_placeholders("{a: ${Count}}").text == "{a: \"${\"    }");
}

TEST_CASE("placeholders: in texts they stay as they are") {
  for (const char* text : {R"({"a": "x: ${Count}, y"})", R"({"a": "\": ${Count},"})", "a: b ${Count} c", "${", "${}"})
    CHECK(quote_placeholders(text).text == text);
}

TEST_CASE("placeholders: where members may come with one, nothing is certain") {
  CHECK_FALSE(quote_placeholders("{${Members}}").is_certain);
  CHECK_FALSE(quote_placeholders("a: 1\n${Members}\n").is_certain);
  CHECK(quote_placeholders("a: b ${Count} c").is_certain);
}
