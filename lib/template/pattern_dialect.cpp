#include "template/pattern_dialect.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"

namespace cxsam::tmpl {
namespace {

/// Java's `\p{...}` for POSIX classes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kPosixClasses{{
    {"Alnum", "[:alnum:]"},
    {"Alpha", "[:alpha:]"},
    {"ASCII", "\\x00-\\x7F"},
    {"Blank", "[:blank:]"},
    {"Cntrl", "[:cntrl:]"},
    {"Digit", "[:digit:]"},
    {"Graph", "[:graph:]"},
    {"Lower", "[:lower:]"},
    {"Print", "[:print:]"},
    {"Punct", "[:punct:]"},
    {"Space", "[:space:]"},
    {"Upper", "[:upper:]"},
    {"XDigit", "[:xdigit:]"},
}};

bool are_hexadecimal(std::string_view text) { return std::ranges::all_of(text, is_hex_digit); }

class Translator {
 public:
  explicit Translator(std::string_view expression) : rest_(expression) {}

  Result<std::string> run() {
    while (!rest_.empty()) {
      if (rest_.starts_with("(*")) return fail("a `*` has nothing to repeat");
      const bool opens_class = rest_.front() == '[';
      take_atom(false);
      if (opens_class && !take_class()) return fail("a `[` is never closed");
    }
    return std::move(result_);
  }

 private:
  /// The inside of `[...]` and its end; false when there is none.
  bool take_class() {
    if (rest_.starts_with('^')) copy(1);
    if (rest_.starts_with(']')) copy(1);
    bool may_start_range = false;  // a single character stands before
    while (!rest_.empty() && rest_.front() != ']') {
      const bool dash = rest_.front() == '-' && rest_.size() > 1 && rest_[1] != ']';
      if (dash && may_start_range) {
        copy(1);
        take_atom(true);
        may_start_range = false;
      } else {
        if (dash) result_ += '\\';
        may_start_range = take_atom(true) && !dash;
      }
    }
    if (rest_.empty()) return false;
    copy(1);
    return true;
  }

  /// One character, one escape, or one `[:name:]`. False when it stands for several characters.
  bool take_atom(bool in_class) {
    if (in_class && rest_.starts_with("[:")) {
      const std::size_t end = rest_.find(":]");
      if (end != std::string_view::npos) return copy(end + 2), false;
    }
    if (rest_.front() != '\\' || rest_.size() == 1) return copy(1), true;
    return take_escape(in_class);
  }

  bool take_escape(bool in_class) {
    constexpr std::size_t kUnicodeEscape = 6;  // \u0041
    const char kind = rest_[1];
    if (kind == 'u' && rest_.size() >= kUnicodeEscape && are_hexadecimal(rest_.substr(2, 4))) {
      replace(kUnicodeEscape, "\\x{" + std::string(rest_.substr(2, 4)) + "}");
      return true;
    }
    if (kind == 'Z' && !in_class) return replace(2, "\\z"), true;
    if (kind == 'p' || kind == 'P') return take_property(in_class), false;
    copy(2);
    return std::string_view("dDwWsShHvVN").find(kind) == std::string_view::npos;
  }

  /// `\p{Name}`, `\P{Name}` or `\pL`.
  void take_property(bool in_class) {
    const std::size_t end = rest_.starts_with("\\p{") || rest_.starts_with("\\P{") ? rest_.find('}') : std::string_view::npos;
    if (end == std::string_view::npos) return copy(std::min<std::size_t>(3, rest_.size()));
    const std::string_view name = rest_.substr(3, end - 3);
    const bool positive = rest_[1] == 'p';
    const auto known =
        std::ranges::find_if(kPosixClasses, [name](const auto& entry) { return equals_ignoring_case(entry.first, name); });
    // A negated one within a class cannot be spelt this way; PCRE2 then says that it does not know the name.
    if (known == kPosixClasses.end() || (in_class && !positive)) return copy(end + 1);
    const std::string inside(known->second);
    replace(end + 1, in_class ? inside : (positive ? "[" : "[^") + inside + "]");
  }

  void copy(std::size_t count) {
    result_ += rest_.substr(0, count);
    rest_.remove_prefix(std::min(count, rest_.size()));
  }

  void replace(std::size_t count, std::string_view text) {
    result_ += text;
    rest_.remove_prefix(count);
  }

  std::string_view rest_;
  std::string result_;
};

}  // namespace

Result<std::string> to_pcre(std::string_view expression) { return Translator(expression).run(); }

}  // namespace cxsam::tmpl
