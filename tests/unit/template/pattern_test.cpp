#include "template/pattern.h"

#include <atomic>
#include <thread>

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
  CHECK(reason("a{3,1}") == "numbers out of order in {} quantifier");
  CHECK(reason("(*LIMIT_MATCH=1)a") == "a `*` has nothing to repeat");
  CHECK_FALSE(Pattern::compile(std::string(20000, 'a')));
  CHECK_FALSE(Pattern::compile(std::string(4000, '(')));
}

TEST_CASE("Pattern: part of a text matches where schemas ask for it", "[template]") {
  CHECK(Pattern::compile("b")->matches_somewhere("abc") == true);
  CHECK(Pattern::compile("^b")->matches_somewhere("abc") == false);
  CHECK(Pattern::compile("")->matches_somewhere("") == true);
  CHECK(Pattern::compile("^a\\Z")->matches_somewhere("a\n") == false);
  CHECK(Pattern::compile("^a$")->matches_somewhere("a\n") == true);
}

TEST_CASE("Pattern: texts are characters, not bytes", "[template]") {
  const auto matches = [](const char* expression, std::string_view text) {
    const auto pattern = Pattern::compile(expression);
    return pattern && pattern->matches_whole(text) == true;
  };
  CHECK(matches(".{3}", "äöü"));
  CHECK(matches("[\\p{L}\\p{N}_.-]+", "zażółć.9"));
  CHECK(matches("[\\u0020-\\uD7FF\\uE000-\\uFFFD]+", "€ 5"));
  CHECK_FALSE(matches("[\\u0020-\\u007E]*", "€"));
  CHECK(matches("\\d\\w", "٣ä"));
  CHECK(matches("(?<![.-])x(?<=x)", "x"));
  CHECK(Pattern::compile(".*")->matches_whole("\xFF") == std::nullopt);
}

TEST_CASE("Pattern: Java's names for classes of characters", "[template]") {
  const auto matches = [](const char* expression, std::string_view text) {
    const auto pattern = Pattern::compile(expression);
    return pattern && pattern->matches_whole(text) == true;
  };
  CHECK(matches("\\p{Alnum}+", "aZ9"));
  CHECK_FALSE(matches("\\p{Alnum}+", "a-"));
  CHECK(matches("[\\p{Alpha}-.]+", "a-."));
  CHECK(matches("\\P{Digit}+", "ab"));
  CHECK(matches("[^\\p{Space}]+", "ab"));
}

TEST_CASE("Pattern: several threads may ask at once", "[template]") {
  std::atomic<int> matches = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&matches] {
        for (int n = 0; n < 200; ++n)
          if (Pattern::compile("a{" + std::to_string(n % 20) + "}")->matches_whole(std::string(n % 20, 'a')) == true) ++matches;
      });
  }
  CHECK(matches == 800);
}

TEST_CASE("Pattern: neither long texts nor endless backtracking hurt", "[template]") {
  CHECK(Pattern::compile("(a|b)*")->matches_whole(std::string(1U << 20U, 'a')).value_or(true));
  CHECK_FALSE(Pattern::compile("(a*)*b")->matches_whole(std::string(4096, 'a')).value_or(false));
  CHECK(Pattern::compile("(a+)+$")->matches_whole(std::string(64, 'a') + "b") == std::nullopt);
  CHECK(Pattern::compile("(?:((?:a|b|ab)+)+)+c")->matches_somewhere(std::string(100, 'a')).value_or(false) == false);
  // Some work at each of many places is too much, too.
  CHECK(Pattern::compile("(?:a|aa){0,12}b")->matches_somewhere(std::string(20'000, 'a') + "xb") == std::nullopt);
  CHECK(Pattern::compile("^a{0,300}a{0,300}b?")->matches_somewhere(std::string(20'000, 'a') + "xb") == true);
  CHECK(Pattern::compile("xb")->matches_somewhere(std::string(1U << 20U, 'a') + "xb") == true);
}
