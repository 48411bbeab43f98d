#include "invoke/invoke.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("BufferedResponse: keeps the type and joins what is written", "[invoke]") {
  Loop loop;
  invoke::BufferedResponse response;
  spawn(loop, "writer", [](invoke::ResponseSink& sink) -> Task<void> {
    co_await sink.head("text/plain");
    co_await sink.write("one ");
    co_await sink.write("two");
  }(response));
  loop.run();
  CHECK(response.content_type == "text/plain");
  CHECK(response.body == "one two");
}
