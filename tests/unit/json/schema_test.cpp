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

TEST_CASE("schema: faults come in the order of keywords, those of the whole without those of its parts", "[schema]") {
  CHECK(faults(R"({"type": "string", "minimum": 8, "enum": [9], "maximum": 1})", "7") ==
        Faults{"instance value (7) not found in enum (possible values: [9])",
               "numeric instance is greater than the required maximum (maximum: 1, found: 7)",
               "numeric instance is lower than the required minimum (minimum: 8, found: 7)",
               R"(instance type (integer) does not match any allowed primitive type (allowed: ["string"]))"});
  CHECK(faults(R"({"required": ["z"], "properties": {"a": {"type": "number"}}})", R"({"a": "x"})") ==
        Faults{R"(object has missing required properties (["z"]))"});
  CHECK(faults(R"({"properties": {"b": {"minimum": 1}, "a": {"type": "number"}}})", R"({"b": 0, "a": "x"})") ==
        Faults{R"(instance type (string) does not match any allowed primitive type (allowed: ["integer","number"]))",
               "numeric instance is lower than the required minimum (minimum: 1, found: 0)"});
  CHECK(faults(R"({"items": [{}], "additionalItems": false})", "[1, 2]") ==
        Faults{"schema only allows 1 elements in array but instance has 2 elements"});
}

TEST_CASE("schema: formats of draft 4", "[schema]") {
  const auto is = [](std::string_view format, const std::string& text) {
    return fits(R"({"format": ")" + std::string(format) + "\"}", dump_json(Json(text)));
  };
  for (const char* text : {"2020-02-29T23:59:59Z", "2020-01-01t00:00:00.123456789012z", "2020-01-01T00:00:00+0100",
                           "2020-01-01T00:00:00-08:00", "2020-01-01T00:00:00+01"}) {
    INFO(text);
    CHECK(is("date-time", text));
  }
  for (const char* text : {"2020-01-01", "2021-02-29T00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T00:00:60Z",
                           "2020-01-01 00:00:00Z", "2020-01-01T00:00:00", "2020-01-01T00:00:00.Z",
                           "2020-01-01T00:00:00.1234567890123Z", "2020-01-01T00:00:00+1", "2020-01-01T00:00:00ZZ", ""}) {
    INFO(text);
    CHECK_FALSE(is("date-time", text));
  }
  for (const char* text :
       {"a@b.c", "a@b", "a.b+c@d-e.f", "\"a b\"@c.d", "A <a@b.c>", "\xC3\xA9@b.c", "a@[1.2.3.4]", "a'b/c@d.1"}) {
    INFO(text);
    CHECK(is("email", text));
  }
  for (const char* text : {"", "a", "@b", "a@", "a b@c.d", "a@b c", "a..b@c.d", ".a@b.c", "a@b..c", "a@b.c.", "a@@b.c",
                           "a@b_c.d", "a(b)@c.d", "a@b.c,d@e.f"}) {
    INFO(text);
    CHECK_FALSE(is("email", text));
  }
  CHECK(is("ipv4", "255.0.0.1"));
  for (const char* text : {"1.2.3", "256.1.1.1", "01.2.3.4", "::1", ""}) CHECK_FALSE(is("ipv4", text));
  for (const char* text : {"::", "1:2:3:4:5:6:7:8", "fe80::1%eth0", "1:2:3:4:5:6:1.2.3.4"}) CHECK(is("ipv6", text));
  for (const char* text : {"1.2.3.4", "::ffff:1.2.3.4", "g::", "1::2::3", "[::1]", ""}) CHECK_FALSE(is("ipv6", text));
  for (const char* text : {"a", "a-b.C", "a_b", "a.", "localhost"}) CHECK(is("hostname", text));
  for (const char* text : {"", "-a", "a-", "a..b", "a b", "1.2.3.4", "a.1"}) CHECK_FALSE(is("hostname", text));
  for (const char* text : {"http://x/?q=[1]", "a", "", "urn:x", "//x", "#f", "http://[::1]/a%20b"}) CHECK(is("uri", text));
  for (const char* text : {"http://", "http://a b", "http://x/%zz", "1:a", "http://x/|", "http://x/[", "a:"})
    CHECK_FALSE(is("uri", text));

  CHECK(fits(R"({"format": "email"})", "1"));
  CHECK(faults(R"({"type": "string", "format": "email"})", R"("a")") == Faults{R"(string "a" is not a valid email address)"});
  CHECK(fits(R"({"format": "double"})", "1"));
  CHECK(faults(R"({"format": "double", "maximum": 90})", "99") ==
        Faults{"format attribute \"double\" not supported",
               "numeric instance is greater than the required maximum (maximum: 90, found: 99)"});
}

TEST_CASE("schema: values", "[schema]") {
  CHECK(fits(R"({"enum": [{"b": 1, "a": 2}]})", R"({"a": 2, "b": 1})"));
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
