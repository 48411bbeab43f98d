#include "runtime/api/answer.h"

#include <catch2/catch.hpp>

using namespace cxsam::runtime;

TEST_CASE("render_answer: one piece with its length", "[http]") {
  CHECK(render_answer(202, "application/json", "X: y\r\n", "{}", true) ==
        "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nX: y\r\nContent-Length: 2\r\n\r\n{}");
  CHECK(render_answer(405, "", "", "", false) ==
        "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}
