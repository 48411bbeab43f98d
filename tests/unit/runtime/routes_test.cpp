#include "runtime/api/routes.h"

#include <catch2/catch.hpp>

using namespace cxsam::runtime;

TEST_CASE("find_route: a call by its path", "[runtime]") {
  CHECK(find_route("/2018-06-01/runtime/invocation/next").call == Call::Next);
  const Route response = find_route("/2018-06-01/runtime/invocation/8476a536/response");
  CHECK(response.call == Call::Response);
  CHECK(response.method == "POST");
  CHECK(response.id == "8476a536");
  CHECK(find_route("/2018-06-01/runtime/invocation/1/error").call == Call::Error);
  CHECK(find_route("/2020-01-01/extension/event/next").call == Call::ExtensionNext);
  CHECK(is_of_extension(find_route("/2020-01-01/extension/register").call));
  CHECK(is_of_extension(find_route("/2022-07-01/telemetry").call));
  CHECK_FALSE(is_of_extension(find_route("/2018-06-01/runtime/restore/next").call));
}

TEST_CASE("find_route: a target with a query, or in absolute form", "[runtime]") {
  CHECK(find_route("/2018-06-01/runtime/invocation/next?a=/b").call == Call::Next);
  CHECK(find_route("http://127.0.0.1:9001/2018-06-01/runtime/invocation/next").call == Call::Next);
  CHECK(find_route("HTTP://localhost/2018-06-01/runtime/invocation/1/response?x").id == "1");
  CHECK(find_route("/2018-06-01/runtime/invocation//response").call == Call::Response);  // of an invocation that is not known
  for (const char* target :
       {"http://127.0.0.1:9001", "http://127.0.0.1:9001/", "http:///", "*", "127.0.0.1:9001",
        "http://host?/2018-06-01/runtime/invocation/next", "/http://h/2018-06-01/runtime/invocation/next"}) {
    INFO(target);
    CHECK(find_route(target).call == Call::None);
  }
}

TEST_CASE("find_route: anything else is none", "[runtime]") {
  for (const char* path :
       {"/", "/2018-06-01/runtime/invocation/1/2/response", "/2018-06-01/runtime/invocation/response",
        "/2018-06-01/runtime/restore", "/2018-06-01/runtime/invocation/next/", "/2015-03-31/runtime/invocation/next"}) {
    INFO(path);
    CHECK(find_route(path).call == Call::None);
  }
}
