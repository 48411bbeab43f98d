#include "gateway/json_writer.h"

#include <catch2/catch.hpp>

#include "json/json.h"

using namespace cxsam;
using namespace std::string_literals;

namespace {

std::string as_json(std::string_view text) {
  std::string out;
  gateway::append_json_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("JSON writer: strings are escaped, broken UTF-8 is replaced", "[gateway]") {
  CHECK(as_json("a\"b\\c\n\t\x01\x7f") == "\"a\\\"b\\\\c\\n\\t\\u0001\x7f\"");
  CHECK(as_json("h\xC3\xA9") == "\"h\xC3\xA9\"");
  CHECK(as_json("a\xFF\xFE\x62") == "\"a\xEF\xBF\xBD\xEF\xBF\xBD\x62\"");
  CHECK(as_json("\xC3") == "\"\xEF\xBF\xBD\"");
  CHECK(as_json("a\0b"s) == "\"a\\u0000b\"");
}

TEST_CASE("JSON writer: every byte pair comes out as JSON", "[gateway]") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second)};
      if (!parse_json(as_json(text))) FAIL("bytes " << first << " " << second);
    }
  }
}

TEST_CASE("JSON writer: a byte that needs an escape is found wherever it stands", "[gateway]") {
  for (std::size_t length = 1; length <= 33; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (const std::string_view odd : {"\"", "\\", "\x1f", "\n", "\xC3\xA9", " ", "!", "#", "[", "]", "\x7f"}) {
        std::string text(length, 'a');
        text.replace(at, 1, odd);
        const auto read = parse_json(as_json(text));
        if (!read || *read != text) FAIL("length " << length << ", at " << at << ": " << as_json(text));
      }
    }
  }
}

TEST_CASE("JSON writer: commas", "[gateway]") {
  std::string out;
  gateway::JsonWriter json(out);
  json.begin_object();
  json.member("a", "1");
  json.key("b");
  json.begin_list();
  json.number(-2);
  json.boolean(true);
  json.null();
  json.end_list();
  json.key("c");
  json.begin_object();
  json.end_object();
  json.foreign_key("d\"");
  json.raw("[]");
  json.end_object();
  CHECK(out == R"({"a":"1","b":[-2,true,null],"c":{},"d\"":[]})");
}
