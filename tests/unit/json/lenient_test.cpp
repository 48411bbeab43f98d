// What was put to json-smart 2.5 comes out as there.
#include <catch2/catch.hpp>

#include "json/lenient.h"

using namespace cxsam;

namespace {

/// As JSON; "-" for nothing.
std::string read(std::string_view text) {
  const auto json = parse_lenient_json(text);
  return json ? dump_json(*json) : "-";
}

}  // namespace

TEST_CASE("lenient json: JSON is read as JSON", "[json]") {
  CHECK(read(R"( {"a": [1, 2.5, null, true], "b": "\u00e9\"" } )") == R"({"a":[1,2.5,null,true],"b":"é\""})");
  CHECK(read("12345678901234567890") == "12345678901234567890");
}

TEST_CASE("lenient json: what is no JSON is a text", "[json]") {
  CHECK(read("id=1&name=x") == R"("id=1&name=x")");
  CHECK(read("  some text\n") == R"("some text")");
  CHECK(read("<a>1</a>") == R"("<a>1</a>")");
  CHECK(read("1,2") == R"("1,2")");
  CHECK(read("nullx") == R"("nullx")");
  CHECK(read("it's") == R"("it's")");
}

TEST_CASE("lenient json: quotes, commas and what stands behind do not matter", "[json]") {
  CHECK(read("{ a b : c d, 'e': 'f\"', \"g\":1,, }") == R"({"a b":"c d","e":"f\"","g":1})");
  CHECK(read("{null: null, url: http://x/y}") == R"({"null":null,"url":"http://x/y"})");
  CHECK(read("{a:, b: 1}") == R"({"a":"","b":1})");
  CHECK(read("[1 2, x , 'y' \"z\"{}[],]") == R"(["1 2","x","y","z",{},[]])");
  CHECK(read("{a: [b}c], d: e]f}") == R"({"a":["b}c"],"d":"e]f"})");
  CHECK(read("{\"a\": 1}} and more") == R"({"a":1})");
  CHECK(read("{\"a\": 1, \"a\": 2,}") == R"({"a":2})");
}

TEST_CASE("lenient json: numbers", "[json]") {
  CHECK(read("[007, -0, 1., 01.5, 1e2, -2E-1,]") == "[7,0,1.0,1.5,100.0,-0.2]");
  CHECK(read("[+1, .5, 1e, 0x1, 1_0, --1,]") == R"(["+1",".5","1e","0x1","1_0","--1"])");
  CHECK(read("[1e999,]") == R"(["1e999"])");
}

TEST_CASE("lenient json: escapes", "[json]") {
  CHECK(read(R"(['\'\"\\\/\b\f\n\r\t'])") == R"(["'\"\\/\b\f\n\r\t"])");
  CHECK(read(R"(['\x41\u00e9\ud83d\ude00\q\v'])") == R"(["Aé😀"])");
  CHECK(read(R"(['\ud83d|\ude00\u0041'])") == "[\"\uFFFD|\uFFFDA\"]");
  CHECK(read("['a\nb']") == R"(["a\nb"])");
}

TEST_CASE("lenient json: what has no end or no value is nothing", "[json]") {
  for (const char* text : {"",
                           " \n",
                           "{",
                           "{a",
                           "{a:",
                           "{a:1",
                           "{a:}",
                           "{:1}",
                           "{a:1, b}",
                           "{a:1, {b:1}}",
                           "{'a\": 1}",
                           "{\"a\" 1}",
                           "{\"a\": \"b\" c: 1}",
                           "{a: {b: 1]}",
                           "[1",
                           "[1}",
                           "\"a",
                           "'",
                           "'\\",
                           "'\\u00zz'",
                           "'\\x4",
                           "}",
                           "]",
                           ":"}) {
    INFO(text);
    CHECK(read(text) == "-");
  }
  CHECK(read(std::string(300, '[')) == "-");
  CHECK(read("{a:" + std::string(100'000, '{')) == "-");
}
