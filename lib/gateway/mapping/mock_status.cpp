#include "gateway/mapping/mock_status.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::gateway {
namespace {

constexpr int kDeepest = 64;

/// Reads values only far enough to know where they end.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<std::int64_t> status() {
    skip_blanks();
    if (!take('{')) return std::nullopt;
    std::optional<std::int64_t> found;
    while (true) {
      skip_separators();
      if (take('}')) return found;
      const auto key = word(":");
      skip_blanks();
      if (!key || !take(':')) return std::nullopt;
      skip_blanks();
      const bool quoted = peek() == '"' || peek() == '\'';
      const auto value = this->value(0);
      if (!value) return std::nullopt;
      if (*key == "statusCode") found = quoted ? std::nullopt : parse_int(*value);
    }
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  void skip_separators() { at_ = std::min(text_.find_first_not_of(" \t\r\n,", at_), text_.size()); }

  /// A quoted text, or a bare one up to one of `ends`; nothing where it has no end or no beginning.
  std::optional<std::string_view> word(std::string_view ends) {
    const char quote = peek();
    if (quote != '"' && quote != '\'') {
      if (quote == '{' || quote == '[') return std::nullopt;
      const std::size_t end = text_.find_first_of(ends, at_);
      if (end == std::string_view::npos) return std::nullopt;
      const std::string_view bare = trim(text_.substr(at_, end - at_));
      at_ = end;
      return bare;
    }
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) return std::nullopt;
    return text_.substr(begin, at_++ - begin);
  }

  /// The text of a scalar, "" for an object or a list.
  std::optional<std::string_view> value(int depth) {
    if (depth > kDeepest) return std::nullopt;
    const bool object = peek() == '{';
    if (!object && peek() != '[') return word(",}]");
    const char close = object ? '}' : ']';
    ++at_;
    while (true) {
      skip_separators();
      if (take(close)) return "";
      if (object) {
        skip_blanks();
        const bool has_key = word(":").has_value();
        if (!has_key || !take_colon()) return std::nullopt;
      }
      skip_blanks();
      if (!value(depth + 1)) return std::nullopt;
    }
  }

  bool take_colon() {
    skip_blanks();
    return take(':');
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::int64_t> mock_status(std::string_view text) { return Reader(text).status(); }

}  // namespace cxsam::gateway
