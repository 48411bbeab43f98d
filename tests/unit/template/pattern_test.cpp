#include "template/pattern.h"

#include <catch2/catch.hpp>

using namespace cxsam::tmpl;

TEST_CASE("Pattern: the whole text has to match", "[template]") {
  const auto pattern = Pattern::compile("[a-z]+");
  REQUIRE(pattern);
  CHECK(pattern->matches_whole("abc") == true);
  CHECK(pattern->matches_whole("abc1") == false);
  CHECK(pattern->matches_whole("") == false);
}

TEST_CASE("Pattern: what Java's dialect shares with Perl's", "[template]") {
  CHECK(Pattern::compile("(?!aws)\\w{3,}(?<=x)")->matches_whole("abcx") == true);
  CHECK(Pattern::compile("^$|arn:(aws|aws-cn):.*")->matches_whole("") == true);
  CHECK(Pattern::compile("\\d{1,3}(?:\\.\\d{1,3}){3}")->matches_whole("10.0.0.1") == true);
}

TEST_CASE("Pattern: a dash behind a range or a set is itself, as in Java", "[template]") {
  const auto matches = [](const char* expression, std::string_view text) {
    const auto pattern = Pattern::compile(expression);
    return pattern && pattern->matches_whole(text) == true;
  };
  CHECK(matches("[a-zA-Z0-9-.]+", "a-Z.9"));
  CHECK_FALSE(matches("[a-z-.]+", "a,"));
  CHECK(matches("[\\w-.]+", "a-b.c"));
  CHECK(matches("[a-z-]+", "a-b"));
  CHECK(matches("[-a-z]+", "-a"));
  CHECK(matches("[^a-z-.]+", "A_"));
  CHECK_FALSE(matches("[^a-z-.]+", "-"));
  CHECK(matches("[+--]+", "+,-"));
  CHECK(matches("[[:alpha:]-.]+", "a-."));
  CHECK(matches("[]a-z-.]+", "]-"));
  CHECK(matches("\\[a-b-c]", "[a-b-c]"));
  CHECK(matches("[\\]-a]+", "]^a"));
}

TEST_CASE("Pattern: a broken expression is an error that says why", "[template]") {
  const auto reason = [](std::string_view expression) {
    const auto pattern = Pattern::compile(expression);
    REQUIRE_FALSE(pattern);
    return pattern.error().message;
  };
  CHECK(reason("[a-z") == "a `[` is never closed");
  CHECK(reason("a{3,1}") == "invalid content of repeat range");
  CHECK_FALSE(Pattern::compile(std::string(5000, 'a')));
  CHECK_FALSE(Pattern::compile(std::string(4000, '(')));
}

TEST_CASE("Pattern: neither long texts nor endless backtracking hurt", "[template]") {
  CHECK(Pattern::compile("(a|b)*")->matches_whole(std::string(1U << 20U, 'a')).value_or(true));
  CHECK_FALSE(Pattern::compile("(a*)*b")->matches_whole(std::string(4096, 'a')).value_or(false));
}
