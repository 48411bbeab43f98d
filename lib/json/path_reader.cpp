#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "json/path_steps.h"

namespace cxsam {
namespace {

using Step = JsonPath::Step;
using Steps = std::vector<Step>;

constexpr int kDeepest = 32;  // filters inside of filters

class Reader {
 public:
  explicit Reader(std::string_view path) : path_(path) {}

  Result<Steps> read_all() {
    Steps steps;
    if (!take("$") && !at_end() && peek() != '[' && peek() != '.') add_name(steps, false);
    if (!failed()) read_steps(steps);
    if (!failed() && !at_end()) fail("`" + std::string(1, peek()) + "` is no part of a path");
    if (failed()) return tl::unexpected(Error{*fault_});
    return steps;
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= path_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : path_[at_]; }
  [[nodiscard]] bool failed() const { return fault_.has_value(); }

  void fail(const std::string& message) {
    if (!fault_) fault_ = message + " (character " + std::to_string(at_ + 1) + " of the path `" + std::string(path_) + "`)";
  }

  bool take(std::string_view text) {
    if (!path_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  void skip_blanks() {
    while (peek() == ' ') ++at_;
  }

  void read_steps(Steps& steps) {
    while (!failed()) {
      if (take("..")) {
        if (peek() != '[') {
          add_name(steps, true);
        } else {
          ++at_;
          add_bracket(steps, true);
        }
      } else if (take(".")) {
        if (peek() == '[') continue;
        add_name(steps, false);
      } else if (take("[")) {
        add_bracket(steps, false);
      } else {
        return;
      }
    }
  }

  /// `name`, `*` and `length()` behind a dot.
  void add_name(Steps& steps, bool descends) {
    Step step{.descends = descends};
    if (take("*")) {
      step.kind = Step::Kind::All;
      return steps.push_back(std::move(step));
    }
    const std::size_t end = std::min(path_.find_first_of(in_filter_ > 0 ? ".[ )(=!<>&|,]" : ".[ (", at_), path_.size());
    const std::string name(path_.substr(at_, end - at_));
    if (name.empty()) return fail("a name is missing");
    at_ = end;
    if (take("()")) {
      if (name != "length" && name != "size") return fail("`" + name + "()` is no function that is known here");
      step.kind = Step::Kind::Length;
    } else if (peek() == '(') {
      return fail("a function has no arguments here");
    } else {
      step.names.push_back(name);
    }
    steps.push_back(std::move(step));
  }

  void add_bracket(Steps& steps, bool descends) {
    skip_blanks();
    Step step{.descends = descends};
    if (peek() == '\'' || peek() == '"') {
      do {
        skip_blanks();
        step.names.push_back(read_text());
        skip_blanks();
      } while (!failed() && take(","));
    } else if (take("*")) {
      step.kind = Step::Kind::All;
    } else if (take("?(")) {
      step.kind = Step::Kind::Filter;
      ++in_filter_;
      step.filter.push_back(read_or());
      --in_filter_;
      skip_blanks();
      if (!failed() && !take(")")) fail("a filter has no `)`");
    } else {
      read_indexes(step);
    }
    skip_blanks();
    if (!failed() && !take("]")) fail("`]` is missing");
    steps.push_back(std::move(step));
  }

  void read_indexes(Step& step) {
    step.kind = Step::Kind::Indexes;
    const auto first = read_whole();
    if (take(":")) {
      step.kind = Step::Kind::Slice;
      step.from = first;
      step.to = read_whole();
      return;
    }
    if (!first) return fail("a bracket holds an index, a quoted name, `*` or `?(...)`");
    step.indexes.push_back(*first);
    while (take(",")) {
      const auto next = read_whole();
      if (!next) return fail("an index is missing");
      step.indexes.push_back(*next);
    }
  }

  std::optional<std::int64_t> read_whole() {
    skip_blanks();
    std::int64_t number = 0;
    const auto read = std::from_chars(path_.data() + at_, path_.data() + path_.size(), number);
    if (read.ec != std::errc()) return std::nullopt;
    at_ = static_cast<std::size_t>(read.ptr - path_.data());
    skip_blanks();
    return number;
  }

  std::string read_text() {
    const char quote = peek();
    if (quote != '\'' && quote != '"') {
      fail("a quoted name is missing");
      return "";
    }
    ++at_;
    std::string text;
    while (!at_end() && peek() != quote) {
      if (peek() == '\\') ++at_;
      if (!at_end()) text += path_[at_++];
    }
    if (!take(std::string_view(&quote, 1))) fail("a quoted text has no end");
    return text;
  }

  JsonFilter read_or() { return read_joined(JsonFilter::Kind::Or, "||"); }

  JsonFilter read_joined(JsonFilter::Kind kind, std::string_view sign) {
    const auto part = [&] {
      return kind == JsonFilter::Kind::Or ? read_joined(JsonFilter::Kind::And, "&&") : read_condition();
    };
    JsonFilter left = part();
    for (skip_blanks(); !failed() && take(sign); skip_blanks()) {
      JsonFilter both{.kind = kind, .operands = {}, .filters = {}};
      both.filters.push_back(std::move(left));
      both.filters.push_back(part());
      left = std::move(both);
    }
    return left;
  }

  JsonFilter read_condition() {
    skip_blanks();
    if (++depth_ > kDeepest) fail("the filter is nested too deep");
    JsonFilter filter;
    if (failed()) return filter;
    if (path_.substr(at_).starts_with("!") && !path_.substr(at_).starts_with("!=")) {
      ++at_;
      filter.kind = JsonFilter::Kind::Not;
      filter.filters.push_back(read_condition());
    } else if (take("(")) {
      filter = read_or();
      skip_blanks();
      if (!take(")")) fail("a bracket of the filter has no `)`");
    } else {
      filter = read_comparison();
    }
    --depth_;
    return filter;
  }

  JsonFilter read_comparison() {
    using Kind = JsonFilter::Kind;
    struct Sign {
      std::string_view text;
      Kind kind;
    };
    constexpr Sign kSigns[] = {{"==", Kind::Equal}, {"!=", Kind::NotEqual}, {"<=", Kind::LessEqual}, {">=", Kind::GreaterEqual},
                               {"<", Kind::Less},   {">", Kind::Greater},   {"in ", Kind::In}};
    JsonFilter filter;
    filter.operands.push_back(read_operand());
    skip_blanks();
    if (path_.substr(at_).starts_with("=~")) fail("regular expressions in filters are not known here");
    for (const Sign& sign : kSigns) {
      if (failed() || !take(sign.text)) continue;
      filter.kind = sign.kind;
      filter.operands.push_back(read_operand());
      break;
    }
    if (filter.operands.size() == 1 && filter.operands[0].literal) fail("a value alone is no condition");
    return filter;
  }

  JsonFilter::Operand read_operand() {
    skip_blanks();
    JsonFilter::Operand operand;
    if (peek() == '@' || peek() == '$') {
      operand.of_document = peek() == '$';
      ++at_;
      read_steps(operand.path);
      return operand;
    }
    if (peek() == '\'') {
      operand.literal = read_text();
      return operand;
    }
    // Numbers, words, "texts" and lists are JSON.
    const std::size_t end =
        path_[std::min(at_, path_.size() - 1)] == '[' ? path_.find(']', at_) : path_.find_first_of(" )&|=<>!", at_);
    const bool quoted = peek() == '"';
    if (quoted) {
      operand.literal = read_text();
      return operand;
    }
    const std::size_t stop = end == std::string_view::npos ? path_.size() : end + (peek() == '[' ? 1 : 0);
    const auto json = parse_json(replace_all(std::string(path_.substr(at_, stop - at_)), "'", "\""));
    if (!json) {
      fail("a value of the filter cannot be read");
      return operand;
    }
    operand.literal = *json;
    at_ = stop;
    return operand;
  }

  std::string_view path_;
  std::size_t at_ = 0;
  int in_filter_ = 0;
  int depth_ = 0;
  std::optional<std::string> fault_;
};

}  // namespace

Result<std::vector<JsonPath::Step>> read_json_path(std::string_view path) { return Reader(trim(path)).read_all(); }

}  // namespace cxsam
