#include "json/fault.h"

#include "base/ascii.h"

namespace cxsam {
namespace {

using Wanted = JsonFault::Wanted;
using Within = JsonFault::Within;

/// What a value stands in.
struct Around {
  Within kind = Within::Text;
  std::size_t begin = 0;
  std::size_t depth = 0;
};

/// Reads on to the first fault; every function gives false when there is one.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t depth, std::size_t begin) : text_(text), depth_(depth), at_(begin) {}

  std::optional<JsonFault> run() {
    skip_blanks();
    if (!value({})) return fault_;
    skip_blanks();
    if (at_ < text_.size()) fail(Wanted::Separator, at_, {});
    return fault_;
  }

 private:
  /// A byte that no grammar rule takes stands for the text's end.
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool fail(Wanted wanted, std::size_t begin, const Around& around) {
    fault_ = JsonFault{wanted, at_, begin, around.kind, around.begin};
    return false;
  }

  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') ++at_;
  }

  bool value(const Around& around) {
    const char c = peek();
    if (c == '"') return string(around);
    if (c == '-' || is_digit(c)) return number(around);
    if (c == 't') return literal("true", around);
    if (c == 'f') return literal("false", around);
    if (c == 'n') return literal("null", around);
    if (c != '{' && c != '[') return fail(Wanted::Value, at_, around);
    if (around.depth == depth_) return fail(Wanted::LessNesting, at_, around);
    return c == '{' ? object({Within::Object, at_, around.depth + 1}) : array({Within::Array, at_, around.depth + 1});
  }

  bool array(const Around& around) {
    ++at_;
    skip_blanks();
    if (take(']')) return true;
    while (true) {
      if (!value(around)) return false;
      skip_blanks();
      if (take(']')) return true;
      if (!take(',')) return fail(Wanted::Separator, at_, around);
      skip_blanks();
    }
  }

  bool object(const Around& around) {
    ++at_;
    skip_blanks();
    if (take('}')) return true;
    while (true) {
      if (peek() != '"') return fail(Wanted::Name, at_, around);
      if (!string(around)) return false;
      skip_blanks();
      if (!take(':')) return fail(Wanted::Colon, at_, around);
      skip_blanks();
      if (!value(around)) return false;
      skip_blanks();
      if (take('}')) return true;
      if (!take(',')) return fail(Wanted::Separator, at_, around);
      skip_blanks();
    }
  }

  bool string(const Around& around) {
    const std::size_t begin = at_++;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') return ++at_, true;
      if (static_cast<unsigned char>(c) < 0x20U) break;
      ++at_;
      if (c == '\\' && !escape(begin, around)) return false;
    }
    return fail(Wanted::Character, begin, around);
  }

  bool escape(std::size_t begin, const Around& around) {
    const char c = peek();
    if (std::string_view("\"\\/bfnrtu").find(c) == std::string_view::npos) return fail(Wanted::Escape, begin, around);
    ++at_;
    for (int digit = 0; c == 'u' && digit < 4; ++digit, ++at_)
      if (!is_hex_digit(peek())) return fail(Wanted::HexDigit, begin, around);
    return true;
  }

  bool digits() {
    if (!is_digit(peek())) return false;
    while (is_digit(peek())) ++at_;
    return true;
  }

  bool number(const Around& around) {
    const std::size_t begin = at_;
    take('-');
    if (take('0')) {
      if (is_digit(peek())) return fail(Wanted::Separator, begin, around);
    } else if (!digits()) {
      return fail(Wanted::Digit, begin, around);
    }
    if (take('.') && !digits()) return fail(Wanted::FractionDigit, begin, around);
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits() || fail(Wanted::ExponentDigit, begin, around);
  }

  bool literal(std::string_view word, const Around& around) {
    const std::size_t begin = at_;
    for (const char letter : word)
      if (!take(letter)) return fail(Wanted::Letter, begin, around);
    return true;
  }

  std::string_view text_;
  std::size_t depth_;
  std::size_t at_;
  std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> find_json_fault(std::string_view text, std::size_t depth, std::size_t begin) {
  return Scanner(text, depth, begin).run();
}

}  // namespace cxsam
