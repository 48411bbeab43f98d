#include "application/selection_expression.h"

#include <algorithm>

namespace cxsam::application {
namespace {

using Part = SelectionExpression::Part;

constexpr std::string_view kBody = "request.body";

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._-[]*'").find(c) != std::string_view::npos;
}

Part variable(std::string_view name) {
  Part part{.text = std::string(name), .variable = true};
  if (name.starts_with(kBody)) {
    auto path = JsonPath::compile("$" + std::string(name.substr(kBody.size())));
    if (path) part.path = std::make_shared<const JsonPath>(std::move(*path));
  }
  return part;
}

/// Takes a variable off the front of `text`, which begins with a dollar sign; nothing when that is only a dollar sign.
std::optional<Part> take_variable(std::string_view& text) {
  if (text.starts_with("${")) {
    const std::size_t end = text.find('}');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(2, end - 2);
    text.remove_prefix(end + 1);
    return variable(name);
  }
  const auto* const last = std::find_if_not(text.begin() + 1, text.end(), is_of_name);
  const std::string_view name = text.substr(1, static_cast<std::size_t>(last - text.begin()) - 1);
  if (name.empty()) return std::nullopt;
  text.remove_prefix(name.size() + 1);
  return variable(name);
}

}  // namespace

SelectionExpression SelectionExpression::read(std::string_view text) {
  SelectionExpression expression;
  std::string literal;
  const auto end_literal = [&] {
    if (!literal.empty()) expression.parts_.push_back({.text = std::exchange(literal, {})});
  };
  if (text == "$default") text = "\\$default";  // written without the backslash by many, and taken by AWS
  while (!text.empty()) {
    if (text.starts_with("\\$")) {
      literal += '$';
      text.remove_prefix(2);
      continue;
    }
    std::optional<Part> part;
    if (text.front() == '$') part = take_variable(text);
    if (part) {
      end_literal();
      expression.parts_.push_back(std::move(*part));
    } else {
      literal += text.front();
      text.remove_prefix(1);
    }
  }
  end_literal();
  return expression;
}

std::optional<std::string> SelectionExpression::evaluate(
    const std::function<std::optional<std::string>(const Part& variable)>& value_of) const {
  std::string key;
  for (const Part& part : parts_) {
    if (!part.variable) {
      key += part.text;
      continue;
    }
    const std::optional<std::string> value = value_of(part);
    if (!value) return std::nullopt;
    key += *value;
  }
  return key;
}

}  // namespace cxsam::application
