#include "gateway/failure.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/embedded.h"
#include "facts/table.h"

using namespace cxsam;
using gateway::Failure;
using Kind = application::Api::Kind;

TEST_CASE("failure: each has a row, and each row is one", "[gateway]") {
  std::set<std::string> rows;
  for (const facts::Row& row : facts::read_table(embedded_file("schemas/gateway/responses.tsv"))) {
    REQUIRE(row.size() == 8);
    CHECK(rows.emplace(row[0]).second);
  }
  for (int i = 0; i <= static_cast<int>(Failure::UnsupportedMediaType); ++i) {
    const auto failure = static_cast<Failure>(i);
    INFO(gateway::failure_name(failure));
    CHECK(rows.erase(std::string(gateway::failure_name(failure))) == 1);
    CHECK(gateway::failure_response(Kind::Rest, failure).status >= 400);
    CHECK(gateway::failure_response(Kind::Http, failure).status >= 400);
  }
  CHECK(rows.empty());
}

TEST_CASE("failure: a REST API names the error type, an HTTP API does not", "[gateway]") {
  const http::Response rest = gateway::failure_response(Kind::Rest, Failure::NoRoute);
  CHECK(rest.status == 403);
  CHECK(rest.body == R"({"message":"Missing Authentication Token"})");
  CHECK(http::find_header(rest.headers, "x-amzn-errortype") == "MissingAuthenticationTokenException");
  const http::Response plain = gateway::failure_response(Kind::Http, Failure::IntegrationTimeout);
  CHECK(plain.status == 503);
  CHECK(http::find_header(plain.headers, "x-amzn-errortype").empty());
}
