#include "base/utf8.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("valid_utf8: what is broken becomes U+FFFD, the beginning of a character one", "[base]") {
  CHECK(valid_utf8("") == "");
  CHECK(valid_utf8("plain, \xC3\xA9, \xF0\x9F\x90\xBF") == "plain, \xC3\xA9, \xF0\x9F\x90\xBF");
  CHECK(valid_utf8("\xE9t\xE9") == "\uFFFDt\uFFFD");
  CHECK(valid_utf8("ab\xE2\x82") == "ab\uFFFD");
  CHECK(valid_utf8("\xE0\xA4%A") == "\uFFFD%A");
  CHECK(valid_utf8("\xF0\x90\x80\xF4\x90") == "\uFFFD\uFFFD\uFFFD");
  CHECK(valid_utf8("\xE0\x80\xC0\xAF") == "\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(valid_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
}
