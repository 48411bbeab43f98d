#include "json/fault.h"

#include <catch2/catch.hpp>

#include <string>

using namespace cxsam;
using Wanted = JsonFault::Wanted;
using Within = JsonFault::Within;

namespace {

void check(std::string_view text, Wanted wanted, std::size_t at, std::size_t begin, Within within = Within::Text) {
  INFO(text);
  const auto fault = find_json_fault(text, 3);
  REQUIRE(fault);
  CHECK(fault->wanted == wanted);
  CHECK(fault->at == at);
  CHECK(fault->begin == begin);
  CHECK(fault->within == within);
}

}  // namespace

TEST_CASE("JSON fault: none in JSON", "[json]") {
  for (const char* text : {" {\"a\": [1, -2.5e+3, 0, true, false, null, \"\\u00e9\\n\"]}\r\n\t", "\"\xFF\"", "[[[]]]", "0"}) {
    INFO(text);
    CHECK_FALSE(find_json_fault(text, 3));
  }
  CHECK_FALSE(find_json_fault("{} 1", 3, 2));
}

TEST_CASE("JSON fault: what is wanted, where, in which token", "[json]") {
  check("", Wanted::Value, 0, 0);
  check("[1,", Wanted::Value, 3, 3, Within::Array);
  check("{\"a\":1,}", Wanted::Name, 7, 7, Within::Object);
  check("{\"a\" 1}", Wanted::Colon, 5, 5, Within::Object);
  check("[1 2]", Wanted::Separator, 3, 3, Within::Array);
  check("[02]", Wanted::Separator, 2, 1, Within::Array);
  check("nullx", Wanted::Separator, 4, 4);
  check("[\"a\n\"]", Wanted::Character, 3, 1, Within::Array);
  check("\"a", Wanted::Character, 2, 0);
  check("\"\\q\"", Wanted::Escape, 2, 0);
  check("\"\\u12\"", Wanted::HexDigit, 5, 0);
  check("-", Wanted::Digit, 1, 0);
  check("1.x", Wanted::FractionDigit, 2, 0);
  check("1e+", Wanted::ExponentDigit, 3, 0);
  check("{\"a\":trx}", Wanted::Letter, 7, 5, Within::Object);
  check("[[[[", Wanted::LessNesting, 3, 3, Within::Array);
  check(std::string("[\0]", 3), Wanted::Value, 1, 1, Within::Array);
  CHECK(find_json_fault("[ {]", 3)->within_begin == 2);
}
