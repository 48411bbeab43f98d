#include "gateway/json_writer.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "base/utf8.h"

namespace cxsam::gateway {
namespace {

bool is_plain(unsigned char c) { return c >= 0x20 && c != '"' && c != '\\'; }

void append_escape(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u00";
  out += kDigits[c >> 4U];
  out += kDigits[c & 0x0FU];
}

/// `text` is UTF-8.
void append_escaped(std::string& out, std::string_view text) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (is_plain(c)) continue;
    out.append(text, run, i - run);
    append_escape(out, c);
    run = i + 1;
  }
  out.append(text, run, std::string_view::npos);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  if (find_invalid_utf8(text))
    append_escaped(out, valid_utf8(text));
  else
    append_escaped(out, text);
  out += '"';
}

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  comma_ = false;
}

void JsonWriter::foreign_key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  comma_ = false;
}

void JsonWriter::string(std::string_view text) {
  separate();
  append_json_string(out_, text);
}

void JsonWriter::number(std::int64_t value) {
  std::array<char, 24> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  raw({digits.data(), result.ptr});
}

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

}  // namespace cxsam::gateway
