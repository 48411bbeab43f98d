#include "runtime/api/stream_tail.h"

#include <catch2/catch.hpp>

#include "base/hash.h"

using namespace cxsam;
using namespace cxsam::runtime;

namespace {

const std::string kEnd = "Lambda-Runtime-Function-Error-Type: Runtime.StreamError\r\nLambda-Runtime-Function-Error-Body: " +
                         base64_encode("{\"errorMessage\":\"m\"}") + "\r\n";

}  // namespace

TEST_CASE("StreamTail: the Rust client's error lines are no data, however they arrive", "[runtime]") {
  const std::string wire = "one,two," + kEnd;
  for (std::size_t step = 1; step <= wire.size(); ++step) {
    StreamTail tail;
    std::string data, rest;
    for (std::size_t at = 0; at < wire.size(); at += step) data += tail.push(wire.substr(at, step));
    const auto failure = tail.end(rest);
    REQUIRE(failure);
    CHECK(failure->type == "Runtime.StreamError");
    CHECK(failure->document == "{\"errorMessage\":\"m\"}");
    CHECK(data + rest == "one,two,");
  }
}

TEST_CASE("StreamTail: everything else is data", "[runtime]") {
  for (const std::string& wire :
       {std::string("Lambda-Runtime-Func"), kEnd + "more", "Lambda-Runtime-Function-Error-Type: X\r\n" + std::string("y"),
        std::string(200000, 'L'), "Lambda-Runtime-Function-Error-Type: " + std::string(100000, 'x')}) {
    StreamTail tail;
    std::string rest;
    std::string data = tail.push(wire);
    CHECK_FALSE(tail.end(rest));
    CHECK(data + rest == wire);
  }
}
