#include "gateway/json_writer.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "base/text.h"
#include "base/utf8.h"

namespace cxsam::gateway {
namespace {

/// Whether each of the eight bytes there is ASCII and stands for itself in a JSON string.
bool eight_plain(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHighBits = kOnes * 0x80U;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  // Of a word without high bits, subtracting n from each byte sets that of the first byte below n.
  const std::uint64_t controls = word - kOnes * 0x20;
  const std::uint64_t quotes = (word ^ kOnes * '"') - kOnes;
  const std::uint64_t backslashes = (word ^ kOnes * '\\') - kOnes;
  return ((word | controls | quotes | backslashes) & kHighBits) == 0;
}

/// How many bytes at the beginning may be taken as they are. Most texts are such as a whole.
std::size_t count_plain(std::string_view text) {
  std::size_t count = 0;
  while (text.size() - count >= 8 && eight_plain(text.data() + count)) count += 8;
  return count;
}

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
  const std::size_t plain = count_plain(text);
  out.append(text, 0, plain);
  text.remove_prefix(plain);
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
