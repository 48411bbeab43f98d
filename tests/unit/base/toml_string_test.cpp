#include "base/toml_string.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("toml_string: quotes, backslashes and control characters are escaped", "[base]") {
  CHECK(toml_string("") == "\"\"");
  CHECK(toml_string("a \"b\" \\c") == R"("a \"b\" \\c")");
  CHECK(toml_string("x\ny\x7F") == R"("x\u000Ay\u007F")");
  CHECK(toml_string("gr\u00F6\u00DFer") == "\"gr\u00F6\u00DFer\"");
}
