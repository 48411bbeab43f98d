#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "lint/settings/custom_rules.h"

namespace cxsam::lint {
namespace {

using Operator = CustomRule::Operator;

struct OperatorName {
  std::string_view name;
  Operator what;
};
constexpr std::array kOperators{
    OperatorName{"EQUALS", Operator::Equal},
    OperatorName{"==", Operator::Equal},
    OperatorName{"NOT_EQUALS", Operator::NotEqual},
    OperatorName{"!=", Operator::NotEqual},
    OperatorName{"IN", Operator::In},
    OperatorName{"NOT_IN", Operator::NotIn},
    OperatorName{"REGEX_MATCH", Operator::Matches},
    OperatorName{"<", Operator::Less},
    OperatorName{"<=", Operator::LessEqual},
    OperatorName{">", Operator::Greater},
    OperatorName{">=", Operator::GreaterEqual},
    OperatorName{"IS", Operator::Defined},
};

std::string_view take_word(std::string_view& rest) {
  rest = trim(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest = trim(rest.substr(end));
  return word;
}

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// A word, `"words in quotes"` or `[a list]`.
std::string_view take_value(std::string_view& rest) {
  const char closing = rest.starts_with('"') ? '"' : rest.starts_with('\'') ? '\'' : rest.starts_with('[') ? ']' : ' ';
  const std::size_t end = closing == ' ' ? std::string_view::npos : rest.find(closing, 1);
  if (end == std::string_view::npos) return take_word(rest);
  const std::string_view value = rest.substr(0, end + 1);
  rest = trim(rest.substr(end + 1));
  return value;
}

std::vector<std::string> values_of(std::string_view value) {
  if (!value.starts_with('[') || !value.ends_with(']')) return {std::string(unquoted(value))};
  std::vector<std::string> values;
  for (const std::string_view each : split(value.substr(1, value.size() - 2), ',')) values.emplace_back(unquoted(trim(each)));
  return values;
}

std::vector<std::string> path_of_property(std::string_view text) {
  std::vector<std::string> path;
  for (std::string_view part : split(text, '.')) {
    part = part.substr(0, part.find('['));
    if (!part.empty() && part != "*") path.emplace_back(part);
  }
  return path;
}

Result<void> take_operator(CustomRule& rule, std::string_view& rest) {
  const std::string_view name = take_word(rest);
  const auto known = std::ranges::find(kOperators, name, &OperatorName::name);
  if (known == kOperators.end()) return fail("`" + std::string(name) + "` is no operator of a custom rule");
  rule.what = known->what;
  const std::string_view value = take_value(rest);
  rule.condition = std::string(name) + " " + std::string(value);
  if (value.empty()) return fail("`" + std::string(name) + "` needs a value after it");
  if (rule.what == Operator::Defined) {
    if (value != "DEFINED" && value != "NOT_DEFINED") return fail("after `IS` stands `DEFINED` or `NOT_DEFINED`");
    if (value == "NOT_DEFINED") rule.what = Operator::NotDefined;
    return {};
  }
  rule.values = values_of(value);
  if (rule.what != Operator::Matches) return {};
  // The expression begins where the value begins and may end before it.
  Result<tmpl::Pattern> pattern = tmpl::Pattern::compile("(?:" + rule.values.front() + ")[\\s\\S]*");
  if (!pattern) return fail(pattern.error());
  rule.pattern = std::move(*pattern);
  return {};
}

Result<CustomRule> parse_line(std::string_view line, std::size_t number) {
  CustomRule rule;
  rule.type = take_word(line);
  rule.property = path_of_property(take_word(line));
  if (rule.property.empty()) return fail("a custom rule is: type, property, operator, value");
  if (Result<void> taken = take_operator(rule, line); !taken) return fail(taken.error());
  const std::string_view level = take_word(line);
  if (level == "WARN" || level == "WARNING") rule.severity = Severity::Warning;
  rule.message = unquoted(line);
  rule.id = (rule.severity == Severity::Warning ? "W" : "E") + std::to_string(9000 + number);
  return rule;
}

}  // namespace

Result<std::vector<CustomRule>> parse_custom_rules(const std::string& path, std::string_view text) {
  std::vector<CustomRule> rules;
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    line = trim(line);
    if (line.empty() || line.starts_with('#')) continue;
    Result<CustomRule> rule = parse_line(line, number);
    if (!rule) return fail(std::move(rule.error()).with("reading line " + std::to_string(number) + " of `" + path + "`"));
    rules.push_back(std::move(*rule));
  }
  return rules;
}

Result<std::vector<CustomRule>> read_custom_rules(const std::filesystem::path& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return fail(text.error());
  return parse_custom_rules(path.string(), *text);
}

}  // namespace cxsam::lint
