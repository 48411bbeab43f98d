#include "cli/wrap.h"

#include <catch2/catch.hpp>

using cxsam::cli::wrap;

TEST_CASE("wrap: lines break at blanks and are indented") {
  CHECK(wrap("one two three", 9, 2, 0) == "one two\n  three");
  CHECK(wrap("one two three", 9, 2, 6) == "one\n  two\n  three");
}

TEST_CASE("wrap: a word that is too long stays whole") { CHECK(wrap("a verylongword b", 6, 0, 0) == "a\nverylongword\nb"); }

TEST_CASE("wrap: lines of the text stay lines, and those with a blank in front stay as they are") {
  CHECK(wrap("a b\n\n  $ c   d e f g h", 6, 0, 0) == "a b\n\n  $ c   d e f g h");
}
