#include "json/json.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("json: order is kept and what is dumped is what was parsed") {
  const Result<Json> value = parse_json(R"({"b": 1, "a": [true, null, 2.5, "\ud83d\ude00"]})");
  REQUIRE(value);
  CHECK(dump_json(*value) == "{\"b\":1,\"a\":[true,null,2.5,\"\xF0\x9F\x98\x80\"]}");
  CHECK(dump_json(*value, 2).starts_with("{\n  \"b\": 1,\n"));
}

TEST_CASE("json: errors say where and what was expected") {
  const Result<Json> missing = parse_json("{\n  \"\xC3\xA9\": 1 2\n}");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message ==
        "the JSON cannot be read at line 2, column 10: unexpected number literal in object, expected `,` or `}`");
  const Result<Json> empty = parse_json("");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().message.find("unexpected end of input") != std::string::npos);
}

TEST_CASE("json: depth and size are bounded, brackets in strings do not count") {
  const std::string deep = std::string(300, '[') + std::string(300, ']');
  REQUIRE_FALSE(parse_json(deep));
  CHECK(parse_json(deep).error().message == "the JSON has more than 256 levels of nesting at line 1, column 257");
  CHECK(parse_json(deep, {.depth = 300}));
  CHECK(parse_json("\"" + std::string(1000, '[') + "\\\"[\""));
  CHECK_FALSE(parse_json("[1, 2, 3]", {.bytes = 5}));
  CHECK_FALSE(parse_json(std::string(1'000'000, '[')));
}

TEST_CASE("json: bytes that are no UTF-8 do not throw") {
  CHECK_FALSE(parse_json("\"\xE9\""));
  CHECK(dump_json(Json("a\xE9")) == "\"a\xEF\xBF\xBD\"");
}
