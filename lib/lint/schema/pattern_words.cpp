#include "lint/schema/pattern_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/text.h"
#include "lint/schema/pattern_form.h"

namespace cxsam::lint::schema {
namespace {

/// "letters, digits, `-` or `_`", in the form of a list with `last` before its last part.
std::string named(Signs signs, std::string_view last) {
  struct Group {
    char first, final;
    std::string_view name;
  };
  static constexpr std::array kGroups{Group{'a', 'z', "lower-case letters"},
                                      Group{'A', 'Z', "capital letters"},
                                      Group{'0', '9', "digits"},
                                      Group{'a', 'f', "a-f"},
                                      Group{'A', 'F', "A-F"},
                                      Group{' ', ' ', "blanks"}};
  std::vector<std::string> parts;
  const auto take = [&](Signs group, std::string_view name) {
    if ((signs & group) != group) return;
    parts.emplace_back(name);
    signs &= ~group;
  };
  take(letters(), "letters");
  for (const Group& group : kGroups) take(signs_between(group.first, group.final), group.name);
  for (std::size_t sign = 0; sign < signs.size(); ++sign)
    if (signs.test(sign) && sign > ' ') parts.push_back("`" + std::string(1, static_cast<char>(sign)) + "`");
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += (i == 0 ? "" : i + 1 == parts.size() ? " " + std::string(last) + " " : ", ") + parts[i];
  return text;
}

std::string count_of(const Step& step) {
  if (step.most == kNoLimit) return step.least == 0 ? "any " : "";
  if (step.least == step.most) return std::to_string(step.least) + " ";
  if (step.least == 0) return "at most " + std::to_string(step.most) + " ";
  return std::to_string(step.least) + " to " + std::to_string(step.most) + " ";
}

char sign_of(const Step& step) {
  char sign = 0;
  while (!step.signs.test(static_cast<std::size_t>(sign))) ++sign;
  return sign;
}

// "rtb-<8 to 17 digits or a-f>"
std::string shown_form(const std::vector<Step>& steps) {
  std::string form;
  for (const Step& step : steps) {
    if (step.is_literal())
      form += sign_of(step);
    else if (step.signs.all())
      form += "<any text>";
    else
      form += "<" + count_of(step) + replace_all(named(step.signs, "or"), "`", "") + ">";
  }
  return form;
}

std::optional<std::string> forbidden_sign(const Form& form, std::string_view text) {
  if (form.takes_any) return std::nullopt;
  Signs allowed;
  for (const Step& step : form.steps) allowed |= step.signs;
  for (const char sign : text) {
    const auto code = static_cast<unsigned char>(sign);
    if (code < 128 && allowed.test(code)) continue;
    const std::string what = code >= 128   ? "a sign that is not ASCII"
                             : sign == ' ' ? "a blank"
                             : code < ' '  ? "a control sign"
                                           : "`" + std::string(1, sign) + "`";
    return what + ": write only " + named(allowed, "and");
  }
  return std::nullopt;
}

bool is_anchored(std::string_view expression) { return expression.starts_with('^') && expression.ends_with('$'); }

// Where the group that begins at `begin` ends, or npos.
std::size_t end_of_group(std::string_view expression, std::size_t begin) {
  int depth = 0;
  for (std::size_t at = begin; at < expression.size(); ++at) {
    if (expression[at] == '\\')
      ++at;
    else if (expression[at] == '[')
      at = std::min(expression.find(']', at + 2), expression.size() - 1);
    else if (expression[at] == '(')
      ++depth;
    else if (expression[at] == ')' && --depth == 0)
      return at;
  }
  return std::string_view::npos;
}

// "a|b" outside of groups.
std::vector<std::string_view> alternatives(std::string_view expression) {
  std::vector<std::string_view> all;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    if (expression[at] == '\\')
      ++at;
    else if (expression[at] == '[')
      at = std::min(expression.find(']', at + 2), expression.size() - 1);
    else if (expression[at] == '(') {
      const std::size_t end = end_of_group(expression, at);
      if (end == std::string_view::npos) return {};
      at = end;
    } else if (expression[at] == '|') {
      all.push_back(expression.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  all.push_back(expression.substr(begin));
  return all;
}

std::string literal_beginning(std::string_view expression) {
  std::string text;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    const char sign = expression[at];
    if (sign == '\\' && at + 1 < expression.size() &&
        std::string_view("*.$/-:").find(expression[at + 1]) != std::string_view::npos) {
      text += expression[++at];
      continue;
    }
    if (std::string_view("([{\\.|)$^").find(sign) != std::string_view::npos) break;
    if (std::string_view("*+?").find(sign) != std::string_view::npos) {
      if (!text.empty()) text.pop_back();
      break;
    }
    text += sign;
  }
  return text;
}

// What texts that match begin with: one of these. Empty where some may begin with anything.
std::vector<std::string> beginnings(std::string_view expression) {
  if (!expression.starts_with('^')) return {};
  expression.remove_prefix(1);
  if (expression.starts_with('(') && !expression.starts_with("(?")) {
    const std::size_t end = end_of_group(expression, 0);
    const std::string_view after = end == std::string_view::npos ? expression : expression.substr(end + 1);
    if (after.empty() || after == "$") expression = expression.substr(1, end - 1);
  }
  std::vector<std::string> all;
  for (const std::string_view one : alternatives(expression)) {
    all.push_back(literal_beginning(one));
    if (all.back().empty()) return {};
  }
  return all;
}

std::string listed(const std::vector<std::string>& texts) {
  std::string all;
  for (std::size_t i = 0; i < texts.size(); ++i)
    all += (i == 0 ? "`" : i + 1 == texts.size() ? " or `" : ", `") + texts[i] + "`";
  return all;
}

}  // namespace

std::string why_no_match(std::string_view expression, std::string_view text) {
  const std::string shown = text.empty() ? "an empty text" : "`" + std::string(text) + "`";
  const std::optional<Form> form = form_of(expression);
  if (form && is_anchored(expression)) {
    if (const std::optional<std::string> sign = forbidden_sign(*form, text)) return shown + " has " + *sign;
    if (form->is_exact) return shown + " does not have the form `" + shown_form(form->steps) + "`";
  }
  const std::vector<std::string> begin = beginnings(expression);
  const auto begins_so = [text](const std::string& one) { return text.starts_with(one); };
  if (!begin.empty() && std::ranges::none_of(begin, begins_so)) return shown + " does not begin with " + listed(begin);
  return shown + " does not have the form that is wanted here";
}

}  // namespace cxsam::lint::schema
