#include "json/schema.h"

#include <catch2/catch.hpp>

#include "json/json.h"
#include "template/pattern.h"

using namespace cxsam;
using Faults = std::vector<std::string>;

namespace {

JsonSchemas::Matcher read_pattern(std::string_view expression) {
  auto pattern = tmpl::Pattern::compile(expression);
  if (!pattern) return {};
  return [compiled = std::move(*pattern)](std::string_view text) { return compiled.matches_somewhere(text).value_or(false); };
}

Faults faults(std::string_view schema, std::string_view instance) {
  JsonSchemas schemas(read_pattern);
  schemas.add("S", *parse_json(schema));
  return schemas.faults_of("S", *parse_json(instance));
}

bool fits(std::string_view schema, std::string_view instance) { return faults(schema, instance).empty(); }

}  // namespace

TEST_CASE("schema: what is wrong is said in API Gateway's words", "[schema]") {
  CHECK(faults(R"({"type": "object", "required": ["b", "a", "c"]})", R"({"c": 1})") ==
        Faults{R"(object has missing required properties (["a","b"]))"});
  CHECK(faults(R"({"properties": {"n": {"type": ["integer", "null"]}}})", R"({"n": "x"})") ==
        Faults{R"(instance type (string) does not match any allowed primitive type (allowed: ["integer","null"]))"});
  CHECK(faults(R"({"enum": ["a", 1]})", "2") == Faults{R"(instance value (2) not found in enum (possible values: ["a",1]))"});
  CHECK(faults(R"({"minimum": 1, "maximum": 3})", "0.5") ==
        Faults{"numeric instance is lower than the required minimum (minimum: 1, found: 0.5)"});
  CHECK(faults(R"({"pattern": "^a"})", R"("ba")") == Faults{R"(ECMA 262 regex "^a" does not match input string "ba")"});
  CHECK(faults(R"({"additionalProperties": false, "properties": {"a": {}}})", R"({"a": 1, "z": 1, "b": 1})") ==
        Faults{R"(object instance has properties which are not allowed by the schema: ["b","z"])"});
}

TEST_CASE("schema: values", "[schema]") {
  CHECK(fits(R"({"type": "number"})", "1"));
  CHECK(!fits(R"({"type": "integer"})", "1.5"));
  CHECK(!fits(R"({"maximum": 3, "exclusiveMaximum": true})", "3"));
  CHECK(fits(R"({"maximum": 3})", "3"));
  CHECK(fits(R"({"multipleOf": 0.1})", "0.3"));
  CHECK(!fits(R"({"multipleOf": 2})", "3"));
  CHECK(fits(R"({"minLength": 2, "maxLength": 2})", "\"\xC3\xA4\xC3\xB6\""));
  CHECK(fits(R"({"minLength": 9})", "1"));
}

TEST_CASE("schema: lists, objects and joined schemas", "[schema]") {
  CHECK(fits(R"({"items": {"type": "integer"}, "minItems": 1, "uniqueItems": true})", "[1, 2]"));
  CHECK(!fits(R"({"uniqueItems": true})", R"([{"a": 1, "b": 2}, {"b": 2, "a": 1}])"));
  CHECK(!fits(R"({"items": [{"type": "string"}], "additionalItems": false})", R"(["a", 1])"));
  CHECK(!fits(R"({"patternProperties": {"^x": {"type": "string"}}})", R"({"xy": 1})"));
  CHECK(!fits(R"({"additionalProperties": {"type": "string"}})", R"({"a": 1})"));
  CHECK(!fits(R"({"dependencies": {"a": ["b"]}})", R"({"a": 1})"));
  CHECK(fits(R"({"oneOf": [{"type": "null"}, {"type": "object"}]})", "{}"));
  CHECK(!fits(R"({"oneOf": [{"type": "number"}, {"type": "integer"}]})", "1"));
  CHECK(!fits(R"({"anyOf": [{"type": "null"}], "allOf": [{}]})", "1"));
  CHECK(!fits(R"({"not": {"type": "null"}})", "null"));
}

TEST_CASE("schema: references lead to models and within them, in circles too", "[schema]") {
  JsonSchemas schemas(read_pattern);
  schemas.add("Person", *parse_json(R"({"properties": {"house": {"$ref": "/House"}}, "required": ["name"]})"));
  schemas.add("House", *parse_json(R"({"properties": {"rooms": {"$ref": "#/definitions/room"},
    "people": {"items": {"$ref": "https://apigateway.amazonaws.com/restapis/abc/models/Person"}}},
    "definitions": {"room": {"type": "integer"}}})"));
  const auto fits_person = [&](std::string_view text) { return schemas.faults_of("Person", *parse_json(text)).empty(); };
  CHECK(fits_person(R"({"name": "a", "house": {"rooms": 3, "people": [{"name": "b"}]}})"));
  CHECK(!fits_person(R"({"name": "a", "house": {"people": [{}]}})"));
  CHECK(!fits_person(R"({"name": "a", "house": {"rooms": "3"}})"));
  CHECK(schemas.unusable().empty());
  CHECK(schemas.faults_of("None", Json(1)).empty());
}

TEST_CASE("schema: what cannot be used is named, and no schema hangs", "[schema]") {
  JsonSchemas schemas(read_pattern);
  schemas.add("Loop", *parse_json(R"({"$ref": "Loop"})"));
  schemas.add("Wide", *parse_json(R"({"anyOf": [{"$ref": "#"}, {"$ref": "#"}, {"$ref": "#"}]})"));
  schemas.add("Lost", *parse_json(R"({"items": {"$ref": "Nobody"}, "pattern": "("})"));
  CHECK(schemas.faults_of("Loop", Json(1)) == Faults{"the check takes too long"});
  CHECK(!schemas.faults_of("Wide", Json(1)).empty());
  CHECK(schemas.unusable() == Faults{"its pattern `(` is no regular expression", "it refers to `Nobody`, which is not there"});
}
