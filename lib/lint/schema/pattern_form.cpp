#include "lint/schema/pattern_form.h"

#include <utility>

#include "base/text.h"

namespace cxsam::lint::schema {
namespace {

Signs digits() { return signs_between('0', '9'); }

Signs one(char sign) { return signs_between(sign, sign); }

/// Reads the part of the language that most schemas keep to, and gives up on what is not in there.
class Reader {
 public:
  explicit Reader(std::string_view expression) : rest_(expression) {}

  std::optional<Form> read() {
    if (rest_.starts_with('^')) take();
    return read_sequence(0) && rest_.empty() ? std::optional(std::move(form_)) : std::nullopt;
  }

 private:
  static constexpr int kDeepest = 20;

  // Up to the end of the group, or of the expression.
  bool read_sequence(int depth) {
    if (depth > kDeepest) return false;
    while (!rest_.empty() && !rest_.starts_with(')')) {
      if (rest_.starts_with('|') || rest_.starts_with('$') || rest_.starts_with('^')) {
        form_.is_exact = form_.is_exact && rest_ == "$";
        take();
      } else if (rest_.starts_with('(')) {
        if (!read_group(depth)) return false;
      } else {
        const std::optional<Signs> signs = read_signs();
        if (!signs) return false;
        Step step{*signs};
        if (!read_count(step)) return false;
        form_.steps.push_back(step);
      }
    }
    return true;
  }

  bool read_group(int depth) {
    take();
    const std::size_t first = form_.steps.size();
    const bool is_condition = rest_.starts_with("?!") || rest_.starts_with("?=") || rest_.starts_with("?<");
    if (is_condition || rest_.starts_with("?:")) rest_.remove_prefix(2);
    if (is_condition && (rest_.starts_with('!') || rest_.starts_with('='))) take();
    const bool took_any = form_.takes_any;
    if (!read_sequence(depth + 1) || rest_.empty()) return false;
    take();
    Step whole{};
    if (!read_count(whole)) return false;
    form_.is_exact = form_.is_exact && !is_condition && whole.least == 1 && whole.most == 1;
    if (!is_condition) return true;
    form_.steps.resize(first);  // what may not follow, or what is looked at twice
    form_.takes_any = took_any;
    return true;
  }

  std::optional<Signs> read_signs() {
    const char sign = take();
    if (sign == '[') return read_class();
    if (sign == '\\') return read_escaped();
    if (sign == '.') return any();
    if (std::string_view("*+?{").find(sign) != std::string_view::npos) return std::nullopt;
    return static_cast<unsigned char>(sign) < 128 ? std::optional(one(sign)) : std::nullopt;
  }

  Signs any() {
    form_.takes_any = true;
    return Signs().set();
  }

  std::optional<Signs> read_escaped() {
    if (rest_.empty()) return std::nullopt;
    const char sign = take();
    if (sign == 'd') return digits();
    if (sign == 'w') return letters() | digits() | one('_');
    if (sign == 's') return one(' ');
    if (sign == 'S') return any();
    const bool is_special =
        static_cast<unsigned char>(sign) >= 128 || (letters() | digits()).test(static_cast<std::size_t>(sign));
    return is_special ? std::nullopt : std::optional(one(sign));
  }

  std::optional<Signs> read_class() {
    const bool is_negated = rest_.starts_with('^');
    if (is_negated) take();
    Signs all;
    while (!rest_.empty() && (!rest_.starts_with(']') || all.none())) {
      const char first = take();
      if (first == '\\') {
        const std::optional<Signs> escaped = read_escaped();
        if (!escaped) return std::nullopt;
        all |= *escaped;
      } else if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']' && rest_[1] != '\\') {
        take();
        all |= signs_between(first, take());
      } else {
        all |= one(first);
      }
    }
    if (rest_.empty()) return std::nullopt;
    take();
    return is_negated ? any() : all;
  }

  bool read_count(Step& step) {
    if (rest_.empty()) return true;
    if (const char sign = rest_.front(); sign == '*' || sign == '+' || sign == '?') {
      take();
      step.least = sign == '+' ? 1 : 0;
      step.most = sign == '?' ? 1 : kNoLimit;
      if (rest_.starts_with('?')) take();
      return true;
    }
    if (!rest_.starts_with('{')) return true;
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) return false;
    const std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    const std::size_t comma = inside.find(',');
    const auto least = parse_int(inside.substr(0, comma));
    const auto most = comma == std::string_view::npos ? least : parse_int(inside.substr(comma + 1));
    if (!least || *least < 0 || (most && *most < *least)) return false;
    step.least = static_cast<std::size_t>(*least);
    step.most = most ? static_cast<std::size_t>(*most) : kNoLimit;
    return true;
  }

  char take() {
    const char sign = rest_.front();
    rest_.remove_prefix(1);
    return sign;
  }

  std::string_view rest_;
  Form form_;
};

}  // namespace

Signs signs_between(char first, char last) {
  Signs signs;
  for (int sign = first; sign <= last && sign >= 0; ++sign) signs.set(static_cast<std::size_t>(sign));
  return signs;
}

Signs letters() { return signs_between('a', 'z') | signs_between('A', 'Z'); }

std::optional<Form> form_of(std::string_view expression) { return Reader(expression).read(); }

}  // namespace cxsam::lint::schema
