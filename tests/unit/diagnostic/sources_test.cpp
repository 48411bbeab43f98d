#include "diagnostic/sources.h"

#include <catch2/catch.hpp>

#include "diagnostic/diagnostic.h"

using namespace cxsam;

TEST_CASE("Sources: positions are 1-based and count code points", "[diagnostic]") {
  Sources sources;
  const FileId file = sources.add("t.yaml", "a: \xC3\xA9x\nb: 2\r\n\nlast");
  const auto at = [&](std::uint32_t begin) {
    const Position p = sources.begin_of({file, begin, begin + 1});
    return std::pair(p.line, p.column);
  };
  CHECK(at(0) == std::pair(1U, 1U));
  CHECK(at(5) == std::pair(1U, 5U));  // after the two bytes of one code point
  CHECK(at(7) == std::pair(2U, 1U));
  CHECK(at(14) == std::pair(4U, 1U));
  CHECK(sources.line(file, 2) == "b: 2");
  CHECK(sources.line(file, 3).empty());
  CHECK(sources.line(file, 4) == "last");
  CHECK(sources.line(file, 9).empty());
  CHECK(sources.slice({file, 14, 18}) == "last");
  CHECK(sources.slice({file, 90, 95}).empty());
}

TEST_CASE("Sources: columns far into a long line", "[diagnostic]") {
  Sources sources;
  std::string text = "first\n";
  for (int i = 0; i < 5000; ++i) text += "\xC3\xA9";
  const FileId file = sources.add("t.yaml", text + "\nlast");
  for (const std::uint32_t code_points : {0U, 509U, 510U, 511U, 512U, 4999U}) {
    const std::uint32_t begin = 6 + code_points * 2;
    CHECK(sources.begin_of({file, begin, begin + 2}).column == code_points + 1);
  }
  CHECK(sources.line(file, 3) == "last");
}

TEST_CASE("Sources: a default span points at something that exists", "[diagnostic]") {
  const Sources sources;
  CHECK(sources.path(Span{}.file).empty());
  CHECK(sources.begin_of(Span{}).line == 1);
}

TEST_CASE("Diagnostics: sorted by place, equal findings once", "[diagnostic]") {
  Diagnostics diagnostics;
  diagnostics.error("E2", {1, 30, 31}, "later");
  diagnostics.warning("W1", {1, 10, 11}, "earlier");
  diagnostics.error("E2", {1, 30, 31}, "later");
  diagnostics.sort_and_deduplicate();
  REQUIRE(diagnostics.items().size() == 2);
  CHECK(diagnostics.items()[0].id == "W1");
  CHECK(diagnostics.count(Severity::Error) == 1);
  CHECK(diagnostics.has_errors());
}
