#include "template/pattern.h"

#include <algorithm>
#include <boost/regex.hpp>
#include <cctype>

namespace cxsam::tmpl {
namespace {

constexpr std::size_t kMaxExpression = 4096;

/// Java and Python take the second dash of `[a-z-.]` and the dash of `[\\w-.]` as itself; Boost wants a backslash there.
class DashEscaper {
 public:
  explicit DashEscaper(std::string_view expression) : rest_(expression) {}

  std::string run() {
    while (!rest_.empty()) {
      const bool opens_class = rest_.front() == '[';
      take_atom();
      if (opens_class) take_class();
    }
    return std::move(result_);
  }

  [[nodiscard]] bool unclosed_class() const { return unclosed_class_; }

 private:
  /// The inside of `[...]` and its end.
  void take_class() {
    if (rest_.starts_with('^')) take(1);
    if (rest_.starts_with(']')) take(1);
    bool may_start_range = false;  // a single character stands before
    while (!rest_.empty() && rest_.front() != ']') {
      const bool dash = rest_.front() == '-' && rest_.size() > 1 && rest_[1] != ']';
      if (dash && may_start_range) {
        take(1);
        take_atom();
        may_start_range = false;
      } else {
        if (dash) result_ += '\\';
        may_start_range = !dash && take_atom();
        if (dash) take(1);
      }
    }
    unclosed_class_ = rest_.empty();
    if (!unclosed_class_) take(1);
  }

  /// One character, one escape, or one `[:name:]`. False when it stands for several characters.
  bool take_atom() {
    if (rest_.starts_with("[:")) {
      const std::size_t end = rest_.find(":]");
      if (end != std::string_view::npos) {
        take(end + 2);
        return false;
      }
    }
    const bool escape = rest_.front() == '\\' && rest_.size() > 1;
    const bool set = escape && std::string_view("dDwWsSpP").find(rest_[1]) != std::string_view::npos;
    take(escape ? 2 : 1);
    return !set;
  }

  void take(std::size_t count) {
    result_ += rest_.substr(0, count);
    rest_.remove_prefix(std::min(count, rest_.size()));
  }

  std::string_view rest_;
  std::string result_;
  bool unclosed_class_ = false;
};

/// Boost's "Invalid range.  The error occurred while ..." without the second sentence.
std::string reason_of(const boost::regex_error& error) {
  std::string text(error.what());
  text.resize(std::min(text.find(".  "), std::min(text.find("  "), text.size())));
  if (text.ends_with('.')) text.pop_back();
  if (!text.empty()) text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
  return text;
}

}  // namespace

struct Pattern::Compiled {
  boost::regex regex;
};

Result<Pattern> Pattern::compile(std::string_view expression) {
  if (expression.size() > kMaxExpression) return fail("the expression is longer than 4096 bytes");
  DashEscaper escaper(expression);
  const std::string escaped = escaper.run();
  if (escaper.unclosed_class()) return fail("a `[` is never closed");
  try {
    Pattern pattern;
    boost::regex regex(escaped, boost::regex::perl);
    pattern.compiled_ = std::make_shared<const Compiled>(Compiled{std::move(regex)});
    return pattern;
  } catch (const boost::regex_error& error) {
    return fail(reason_of(error));
  }
}

std::optional<bool> Pattern::matches_whole(std::string_view text) const {
  try {
    return boost::regex_match(text.begin(), text.end(), compiled_->regex);
  } catch (const std::runtime_error&) {  // too much memory or too many steps
    return std::nullopt;
  }
}

}  // namespace cxsam::tmpl
