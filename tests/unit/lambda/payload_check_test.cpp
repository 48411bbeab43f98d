#include "lambda/payload_check.h"

#include <catch2/catch.hpp>

#include "json/json.h"

using namespace cxsam;
using lambda::why_not_json;

namespace {

/// The first line, and where it is: "1:3".
std::string fault(std::string_view text) {
  const std::string why = why_not_json(text).value_or("");
  const std::string mark = "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: ";
  const std::size_t at = why.rfind(mark);
  if (at == std::string::npos) return why;
  std::string place = why.substr(at + mark.size());
  place = place.substr(0, place.find(','));
  const std::size_t column = why.rfind("column: ") + 8;
  return why.substr(0, at) + " @" + place + ":" + why.substr(column, why.size() - column - 1);
}

const std::string kWords = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

}  // namespace

TEST_CASE("payload: JSON of every kind", "[lambda]") {
  for (const char* text : {"{}", "[]", " { \"a\" : [ 1, -2.5e+3, 0, true, false, null, \"x\\u00e9\\n\" ] }\r\n\t",
                           "\"\xC3\xA9\xF0\x9F\x98\x80\"", "0", "-0.5", "1E5", "null", "[[[]]]", "{\"\":{}}"}) {
    INFO(text);
    CHECK_FALSE(why_not_json(text));
  }
}

TEST_CASE("payload: what is wrong, in the service's words", "[lambda]") {
  CHECK(fault("\x99\xEB,") == "Unexpected character ((CTRL-CHAR, code 153)): expected a valid value " + kWords + " @1:1");
  CHECK(fault("n\x87r") == "Invalid UTF-8 start byte 0x87 @1:3");
  CHECK(fault("?") == "Unexpected character ('?' (code 63)): expected a valid value " + kWords + " @1:1");
  CHECK(fault("hello") == "Unrecognized token 'hello': was expecting " + kWords + " @1:6");
  CHECK(fault("nulx") == "Unrecognized token 'nulx': was expecting " + kWords + " @1:5");
  CHECK(fault("{x}") == "Unexpected character ('x' (code 120)): was expecting double-quote to start field name @1:2");
  CHECK(fault("{\n \"a\" 1}") ==
        "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value @2:6");
  CHECK(fault("{\"a\": 1 \"b\"}") ==
        "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries @1:9");
  CHECK(fault("[1 2]") == "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries @1:4");
  CHECK(fault("\"a\nb\"") ==
        "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in "
        "string value @1:3");
  CHECK(fault("\"\\x\"") == "Unrecognized character escape 'x' (code 120) @1:3");
  CHECK(fault("\"abc") == "Unexpected end-of-input in VALUE_STRING @1:5");
  CHECK(fault("01") == "Invalid numeric value: Leading zeroes not allowed @1:2");
  CHECK(fault("{} {}") == "Unexpected character ('{' (code 123)): expected the end of the payload @1:4");
  CHECK(fault("{\"a\":1,}") == "Unexpected character ('}' (code 125)): was expecting double-quote to start field name @1:8");
  CHECK(fault("[1,]") == "Unexpected character (']' (code 93)): expected a value @1:4");
  CHECK(fault("{\"a\":}") == "Unexpected character ('}' (code 125)): expected a value @1:6");
  CHECK(fault("{\"a\":1,\n") == "Unexpected end-of-input within/between Object entries @2:1");
  CHECK(fault("[1,") == "Unexpected end-of-input within/between Array entries @1:4");
  CHECK(fault("1x") == "Unexpected character ('x' (code 120)): Expected space separating root-level values @1:2");
  CHECK(fault("[1x]") == "Unexpected character ('x' (code 120)): was expecting comma to separate Array entries @1:3");
  CHECK(fault("{} x") == "Unrecognized token 'x': was expecting " + kWords + " @1:5");
  CHECK(fault("-x") ==
        "Unexpected character ('x' (code 120)) in numeric value: expected digit (0-9) to follow minus sign, "
        "for valid numeric value @1:2");
  CHECK(fault("[1.") == "Unexpected character ('.' (code 46)) in numeric value: Decimal point not followed by a digit @1:3");
  CHECK(fault("{\"a\":1e") == "Unexpected end-of-input in FIELD_NAME @1:8");
  CHECK(fault("[NaN]") == "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow @1:5");
  CHECK(fault("// x").starts_with("Unexpected character ('/' (code 47)): maybe a (non-standard) comment?"));
  CHECK(fault("[1\x01]") ==
        "Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is allowed "
        "between tokens @1:4");
  CHECK(fault("\"\\") == "Unexpected end-of-input in character escape sequence @1:3");
  CHECK(fault("\"\xC3(\"") == "Invalid UTF-8 middle byte 0x28 @1:4");
  CHECK(fault("\xE9") == "Unrecognized token '\xC3\xA9': was expecting " + kWords + " @1:2");
  CHECK(fault("\r\r\nx") == "Unrecognized token 'x': was expecting " + kWords + " @3:2");
  CHECK(why_not_json("[1}")->starts_with("Unexpected close marker '}': expected ']' (for Array starting at [Source: REDACTED"));
  CHECK(why_not_json("{}}")->find("expected ']' (for root starting at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_"
                                  "LOCATION` disabled); line: 1])\n at ") != std::string::npos);
  CHECK(why_not_json("[1")->starts_with(
      "Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED"));
}

TEST_CASE("payload: it agrees with the parser that the rest of the program has", "[lambda]") {
  for (const char* text :
       {"",    " ",   "[",        "]",   "{",  "}",   "[,]",      "[1,]",      "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
        "-",   "1.",  "1e",       ".5",  "+1", "tru", "truex",    "\"\\u12\"", "\"\\ud8", "\"\xFF\"", "\"\xC3\"",
        "'a'", "NaN", "Infinity", "[1}", "{]", "1 1", "nullnull", "\"",        "\\",      "[\"a\":1]"}) {
    INFO(text);
    CHECK(why_not_json(text).has_value());
    CHECK_FALSE(parse_json(text).has_value());
  }
  const std::string deep(1001, '[');
  CHECK(why_not_json(deep)->starts_with("Document nesting depth (1001)"));
}
