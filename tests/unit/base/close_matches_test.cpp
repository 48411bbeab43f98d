#include "base/close_matches.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using Names = std::vector<std::string>;

// As Python 3.11 answers.
TEST_CASE("close_matches: what Python finds near a word", "[base]") {
  const Names options{"--event", "--no-event", "--region", "--env-vars", "--debug", "--debug-port", "--debug-args"};
  CHECK(close_matches("--even", options) == Names{"--event", "--no-event"});
  CHECK(close_matches("--regio", options) == Names{"--region"});
  CHECK(close_matches("--debug-por", options) == Names{"--debug-port", "--debug-args", "--debug"});
  CHECK(close_matches("--nonesuch", options).empty());
  CHECK(close_matches("", options).empty());
  CHECK(close_matches(std::string(1'000'000, '-'), options).empty());
}
