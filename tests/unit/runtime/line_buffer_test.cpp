#include "runtime/line_buffer.h"

#include <catch2/catch.hpp>

using namespace cxsam::runtime;

TEST_CASE("LineBuffer: whole lines go on at once, the rest waits, endless lines do not", "[runtime]") {
  std::string written;
  LineBuffer lines([&](std::string_view text) { written += text; });
  lines.feed("one\ntw");
  CHECK(written == "one\n");
  lines.feed("o\n\nthree");
  CHECK(written == "one\ntwo\n\n");
  lines.flush();
  CHECK(written == "one\ntwo\n\nthree\n");
  written.clear();
  lines.feed(std::string(100000, 'x'));
  CHECK(written.size() == 100000);
}
