#include "http/message.h"

#include <catch2/catch.hpp>

using namespace cxsam::http;

namespace {

Parse parse(std::string_view bytes) {
  RequestHead head;
  return parse_head(bytes, head);
}

// Feeds `wire` in pieces of `step` bytes.
Parse feed(ChunkedBody& body, std::string_view wire, std::size_t step, std::string& data, std::size_t& left) {
  Parse result = Parse::NeedMore;
  while (!wire.empty() && result == Parse::NeedMore) {
    std::string_view piece = wire.substr(0, step);
    const std::size_t before = piece.size();
    result = body.feed(piece, data);
    wire.remove_prefix(before - piece.size());
  }
  left = wire.size();
  return result;
}

}  // namespace

TEST_CASE("parse_head: method, target, fields and framing", "[http]") {
  const std::string_view wire =
      "POST /2018-06-01/runtime/invocation/7/response HTTP/1.1\r\nHost: x\r\ncontent-type:  a/b \r\n"
      "Content-Length: 12\r\nExpect: 100-continue\r\n\r\n{\"ok\":true}";
  RequestHead head;
  REQUIRE(parse_head(wire, head) == Parse::Done);
  CHECK(head.method == "POST");
  CHECK(head.target == "/2018-06-01/runtime/invocation/7/response");
  CHECK(find_field(head.fields, "Content-Type") == "a/b");
  CHECK(head.framing == Framing::Length);
  CHECK(head.content_length == 12);
  CHECK(head.expects_continue);
  CHECK(head.keep_alive);
  CHECK(wire.substr(head.size) == "{\"ok\":true}");
}

TEST_CASE("parse_head: a head that is not whole needs more", "[http]") {
  const std::string_view wire = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t size = 0; size < wire.size(); ++size) CHECK(parse(wire.substr(0, size)) == Parse::NeedMore);
  CHECK(parse(wire) == Parse::Done);
  CHECK(parse(std::string(HeadLimits{}.bytes, 'a')) == Parse::Malformed);
}

TEST_CASE("parse_head: connection persistence", "[http]") {
  RequestHead head;
  REQUIRE(parse_head("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", head) == Parse::Done);
  CHECK_FALSE(head.keep_alive);
  REQUIRE(parse_head("GET / HTTP/1.1\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", head) == Parse::Done);
  CHECK_FALSE(head.keep_alive);
  REQUIRE(parse_head("GET / HTTP/1.0\r\n\r\n", head) == Parse::Done);
  CHECK_FALSE(head.keep_alive);
  REQUIRE(parse_head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", head) == Parse::Done);
  CHECK(head.keep_alive);
}

TEST_CASE("parse_head: what could be read in two ways is refused", "[http]") {
  for (const char* wire : {
           "GET /\r\n\r\n",
           "GET  / HTTP/2\r\n\r\n",
           "G(T / HTTP/1.1\r\n\r\n",
           "GET noslash HTTP/1.1\r\n\r\n",
           "GET / HTTP/1.1\r\nno colon\r\n\r\n",
           "GET / HTTP/1.1\r\nName : x\r\n\r\n",
           "GET / HTTP/1.1\r\n folded: x\r\n\r\n",
           "GET / HTTP/1.1\r\nA: b\nC: d\r\n\r\n",
           "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
           "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
           "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
           "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
           "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
       }) {
    INFO(wire);
    CHECK(parse(wire) == Parse::Malformed);
  }
}

TEST_CASE("ChunkedBody: data and trailers, in pieces of any size", "[http]") {
  const std::string wire =
      "5\r\nhello\r\n6 ;ext=1\r\n world\r\n0\r\nLambda-Runtime-Function-Error-Type: Runtime.X\r\nOther: y\r\n\r\nGET /";
  for (std::size_t step = 1; step <= wire.size(); ++step) {
    ChunkedBody body;
    std::string data;
    std::size_t left = 0;
    REQUIRE(feed(body, wire, step, data, left) == Parse::Done);
    CHECK(data == "hello world");
    CHECK(left == 5);
    REQUIRE(body.trailers().size() == 2);
    CHECK(body.trailers()[0].second == "Runtime.X");
  }
}

TEST_CASE("ChunkedBody: broken chunks are refused", "[http]") {
  for (const char* wire : {"x\r\n", "\r\n", "5\nhello", "2\r\nabc\r\n", "fffffffffffffffff\r\n", "0\r\nbad trailer\r\n",
                           "-1\r\n", " 3\r\n", "3 \r\n", "\t3;a\r\n", "3;a\rb\r\n", "+3\r\n", "0x3\r\n"}) {
    INFO(wire);
    ChunkedBody body;
    std::string data;
    std::string_view bytes = wire;
    CHECK(body.feed(bytes, data) == Parse::Malformed);
  }
}

TEST_CASE("parse_head: forms of targets", "[http]") {
  RequestHead head;
  REQUIRE(parse_head("GET http://example.com/a?b HTTP/1.1\r\n\r\n", head) == Parse::Done);
  CHECK(head.target == "http://example.com/a?b");
  CHECK(parse("OPTIONS * HTTP/1.1\r\n\r\n") == Parse::Done);
  CHECK(parse("GET * HTTP/1.1\r\n\r\n") == Parse::Malformed);
  CHECK(parse("CONNECT example.com:443 HTTP/1.1\r\n\r\n") == Parse::Malformed);
}

TEST_CASE("parse_head: a refusal has its status", "[http]") {
  const auto status_of = [](std::string_view wire, HeadLimits limits = {}) {
    RequestHead head;
    REQUIRE(parse_head(wire, head, limits) == Parse::Malformed);
    return head.refusal;
  };
  CHECK(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
  CHECK(status_of("CONNECT /a HTTP/1.1\r\n\r\n") == 501);
  CHECK(status_of("GET / FTP/1.1\r\n\r\n") == 400);
  CHECK(status_of("POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n") == 501);
  CHECK(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
  CHECK(status_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n") == 400);
  CHECK(status_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
  CHECK(status_of("GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\n\r\n", {.fields = 1}) == 431);
  CHECK(status_of("GET / HTTP/1.1\r\nA: " + std::string(100, 'a'), {.bytes = 50}) == 431);
  CHECK(status_of("GET / HTTP/1.1\nHost: x\n\n") == 400);
  CHECK(status_of("GET / HTTP/1.1\r\nX: a\rb\r\n\r\n") == 400);
  CHECK(status_of(std::string_view("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", 26)) == 400);
}

TEST_CASE("parse_head: words of Connection", "[http]") {
  RequestHead head;
  REQUIRE(parse_head("GET / HTTP/1.1\r\nConnection: foo , Close\r\n\r\n", head) == Parse::Done);
  CHECK_FALSE(head.keep_alive);
  CHECK(names_word("keep-alive, Upgrade", "upgrade"));
  CHECK_FALSE(names_word("Upgrades", "upgrade"));
}
