#include "runtime/json_fault.h"

#include <catch2/catch.hpp>
#include <string>

using cxsam::runtime::json_fault;

// Each was answered so by Lambda's emulator.
TEST_CASE("JSON faults: in the words of Lambda's APIs", "[runtime]") {
  CHECK(json_fault("") == "unexpected end of JSON input");
  CHECK(json_fault("{") == "unexpected end of JSON input");
  CHECK(json_fault("[1,") == "unexpected end of JSON input");
  CHECK(json_fault("\"x") == "unexpected end of JSON input");
  CHECK(json_fault(R"({"a":1)") == "unexpected end of JSON input");
  CHECK(json_fault("nope") == "invalid character 'o' in literal null (expecting 'u')");
  CHECK(json_fault("tru") == "invalid character ' ' in literal true (expecting 'e')");
  CHECK(json_fault("{bad}") == "invalid character 'b' looking for beginning of object key string");
  CHECK(json_fault("{'a':1}") == R"(invalid character '\'' looking for beginning of object key string)");
  CHECK(json_fault(R"({"a":1,})") == "invalid character '}' looking for beginning of object key string");
  CHECK(json_fault(R"({"a":})") == "invalid character '}' looking for beginning of value");
  CHECK(json_fault(R"({"a" 1})") == "invalid character '1' after object key");
  CHECK(json_fault(R"({"a":1 "b":2})") == "invalid character '\"' after object key:value pair");
  CHECK(json_fault("{} x") == "invalid character 'x' after top-level value");
  CHECK(json_fault("01") == "invalid character '1' after top-level value");
  CHECK(json_fault("-") == "invalid character ' ' in numeric literal");
  CHECK(json_fault("1.") == "invalid character ' ' after decimal point in numeric literal");
  CHECK(json_fault("1e") == "invalid character ' ' in exponent of numeric literal");
  CHECK(json_fault("{\"a\":\"\x01\"}") == R"(invalid character '\x01' in string literal)");
  CHECK(json_fault(R"({"a":"\q"})") == "invalid character 'q' in string escape code");
  CHECK(json_fault("\xC3\xA9") == "invalid character '\xC3\x83' looking for beginning of value");
}

TEST_CASE("JSON faults: none in what is well-formed", "[runtime]") {
  CHECK_FALSE(json_fault(R"( {"a": [1, -2.5e+3, 0, true, false, null, "\u00e9\n", {}, []]} )"));
  CHECK_FALSE(json_fault("\"\xC3\xA9\""));
  CHECK(json_fault(std::string(100'000, '[')) == "exceeded max depth");
}
