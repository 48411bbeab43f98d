#include "json/path.h"

#include <catch2/catch.hpp>

#include "json/json.h"

using namespace cxsam;

namespace {

constexpr const char* kDocument = R"({
  "a": {"b": [1, 2, {"c": "x"}], "d e": true},
  "items": [{"n": 1, "k": "one"}, {"n": 2}, {"n": 3, "k": "three"}]
})";

/// The JSON that a path finds, "-" for nothing, or why it cannot be read.
std::string found(std::string_view path) {
  const auto compiled = JsonPath::compile(path);
  if (!compiled) return compiled.error().message;
  const auto value = compiled->find(*parse_json(kDocument));
  REQUIRE(value);
  return *value ? dump_json(**value) : "-";
}

}  // namespace

TEST_CASE("json path: one value", "[json]") {
  CHECK(found("$.a.b[2].c") == R"("x")");
  CHECK(found("a.b[0]") == "1");
  CHECK(found("$['a']['d e']") == "true");
  CHECK(found("$.a.b[-1].c") == R"("x")");
  CHECK(found("$.a.b.length()") == "3");
  CHECK(found("$.nope.more") == "-");
  CHECK(found("$.a.b[7]") == "-");
  CHECK(found("$['a','items'].a.b[1]") == "2");
}

TEST_CASE("json path: lists of what is found", "[json]") {
  CHECK(found("$.items[*].n") == "[1,2,3]");
  CHECK(found("$..n") == "[1,2,3]");
  CHECK(found("$.items[0,2].k") == R"(["one","three"])");
  CHECK(found("$.items[1:].n") == "[2,3]");
  CHECK(found("$.items[:-1].n") == "[1,2]");
  // What is not there is nothing, and not an empty list, up to the first step that gives a list.
  for (const char* path :
       {"$.nope[*]", "$.nope.*", "$.nope[0:1]", "$.nope[?(@.n)]", "$.a.b[0].x[*]", "$.a[0][*]", "$.a['d e'][0,1]"})
    CHECK(found(path) == "-");
  CHECK(found("$.a.b[7][*]") == "[]");
  CHECK(found("$.items[*].nope[0]") == "[]");
  CHECK(found("$.a['d e'][*]") == "[]");
}

TEST_CASE("json path: filters", "[json]") {
  CHECK(found("$.items[?(@.k)].n") == "[1,3]");
  CHECK(found("$.items[?(@.n > 1 && @.k == 'three')].n") == "[3]");
  CHECK(found("$.items[?(@.n == 1 || !(@.n <= 2))].n") == "[1,3]");
  CHECK(found("$.items[?(@.k in ['one', 'two'])].n") == "[1]");
  CHECK(found("$.items[?(@.k != 'one')].n") == "[2,3]");
}

TEST_CASE("json path: what cannot be read says where", "[json]") {
  CHECK(found("$.a[") == "a bracket holds an index, a quoted name, `*` or `?(...)` (character 5 of the path `$.a[`)");
  CHECK(found("$.") == "a name is missing (character 3 of the path `$.`)");
  CHECK(found("$.a[?(@.b =~ /x/)]").starts_with("regular expressions in filters are not known here"));
  CHECK(found("$.a.max()").starts_with("`max()` is no function that is known here"));
}

TEST_CASE("json path: the work is bounded", "[json]") {
  constexpr int kDeep = 120;
  const auto document = parse_json(std::string(kDeep, '[') + std::string(kDeep, ']'));
  const auto compiled = JsonPath::compile("$..*..*..*..*..*");
  REQUIRE(document);
  REQUIRE(compiled);
  const auto found = compiled->find(*document);
  REQUIRE_FALSE(found);
  CHECK(found.error().message == "the JSONPath visits more than 1000000 values");
}
