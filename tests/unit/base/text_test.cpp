#include "base/text.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("closest: finds what was meant", "[base]") {
  const std::vector<std::string> commands{"validate", "build", "package", "local"};
  CHECK(closest("valdate", commands) == "validate");
  CHECK(closest("biuld", commands) == "build");
  CHECK(closest("Build", commands) == "build");
  CHECK_FALSE(closest("deploy", commands));
  CHECK_FALSE(closest("x", commands));
  CHECK(closest("packge", std::vector<std::string>{"packaging", "packages", "package"}) == "package");
  CHECK(closest("Memory", std::vector<std::string>{"MemorySize", "Timeout"}) == "MemorySize");
  CHECK_FALSE(closest("Policy", std::vector<std::string>{"PolicyDocument", "PolicyName"}));
  CHECK_FALSE(closest(std::string(100'000, 'v'), std::vector<std::string>{std::string(100'000, 'w')}));
}

TEST_CASE("edit_distance: insertions, deletions, replacements, swaps", "[base]") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ab", "ba") == 1);
  CHECK(edit_distance("OrdersTable1", "OrdresTable1") == 1);
  CHECK(edit_distance("aXXa", "aXa") == 1);
  CHECK(edit_distance("same", "same") == 0);
}

TEST_CASE("split and trim keep empty parts and inner blanks", "[base]") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim("  ").empty());
}

TEST_CASE("find_invalid_utf8: overlong forms, surrogates and cut sequences are refused", "[base]") {
  CHECK_FALSE(find_invalid_utf8("plain, \xC3\xA9, \xF0\x9F\x90\xBF"));
  CHECK(find_invalid_utf8("a\xFF") == 1);
  CHECK(find_invalid_utf8("\xC0\x80") == 0);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);
  CHECK(find_invalid_utf8("ab\xE2\x82") == 2);
  for (std::size_t at = 0; at < 20; ++at) {  // eight bytes are looked at at once
    CHECK(find_invalid_utf8(std::string(at, 'a') + "\xFF" + std::string(9, 'a')) == at);
    CHECK_FALSE(find_invalid_utf8(std::string(at, 'a') + "\xC3\xA9" + std::string(9, 'a')));
  }
}

TEST_CASE("display_width: wide signs take two columns, marks none", "[base]") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("\xE6\x9B\xB0") == 2);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(count_code_points("\xE6\x9B\xB0x") == 2);
}

TEST_CASE("parse_int: a whole number and nothing else", "[base]") {
  CHECK(parse_int("-12") == -12);
  CHECK_FALSE(parse_int("12a"));
  CHECK_FALSE(parse_int(""));
  CHECK_FALSE(parse_int("99999999999999999999"));
}
