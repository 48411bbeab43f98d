#include "local/request_log.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("request log: a client cannot write control characters to the terminal", "[local]") {
  const std::string line = local::request_line({}, "127.0.0.1", "GET", "/a\x1b[31m\r\nb\x7f?q=\xC3\xA9", "HTTP/1.1", 404);
  CHECK(line.starts_with("127.0.0.1 - - ["));
  CHECK(line.ends_with("] \"GET /a[31mb?q=\xC3\xA9 HTTP/1.1\" 404 -\n"));
}
