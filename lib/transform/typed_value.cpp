#include "transform/typed_value.h"

#include <algorithm>
#include <charconv>

namespace cxsam::transform {
namespace {

bool is_decimal(const Node& value) {
  double number = 0;
  const char* end = value.text.data() + value.text.size();
  const auto [stop, problem] = std::from_chars(value.text.data(), end, number);
  return value.is_string() && problem == std::errc() && stop == end;
}

Node as_decimal(const Node& text) {
  Node number = text;
  number.kind = Node::Kind::Double;
  number.style = Node::Style::Plain;
  return number;
}

std::optional<Node> as_text(const Node& item) {
  if (is_nothing(item)) return make_map({}, item);
  if (item.is_map() || item.is_string()) return item;
  const auto text = item.as_text();
  return text ? std::optional(make_string(std::string(*text), item)) : std::nullopt;
}

}  // namespace

bool is_nothing(const Node& value) {
  return (value.is_string() && value.text.empty()) || (value.is_list() && value.items.empty());
}

bool is_falsy(const Node& value) {
  if (value.is_null()) return true;
  if (!value.is_scalar()) return value.items.empty() && value.members.empty();
  if (value.is_string()) return value.text.empty();
  return value.as_bool() == false || value.as_int() == 0;
}

std::optional<Node> whole_number(const Node& value) {
  if (value.is_map()) return value;
  if (is_nothing(value)) return make_map({}, value);
  if (value.kind == Node::Kind::Bool) return make_int(value.as_bool().value_or(false) ? 1 : 0, value);
  if (value.kind == Node::Kind::Double) {
    const double number = std::strtod(value.text.c_str(), nullptr);
    if (number > 9e15 || number < -9e15) return std::nullopt;
    return make_int(static_cast<std::int64_t>(number), value);
  }
  const auto number = value.as_int();
  return number ? std::optional(make_int(*number, value)) : std::nullopt;
}

std::optional<Node> decimal_number(const Node& value) {
  if (value.kind == Node::Kind::Double) return value;
  if (auto whole = whole_number(value)) return whole;
  return is_decimal(value) ? std::optional(as_decimal(value)) : std::nullopt;
}

std::optional<Node> text_list(const Node& value) {
  if (value.is_map()) return value;
  if (is_nothing(value)) return make_map({}, value);
  if (!value.is_list()) return std::nullopt;
  Node list = value;
  for (Node& item : list.items) {
    auto text = as_text(item);
    if (!text) return std::nullopt;
    item = std::move(*text);
  }
  return list;
}

}  // namespace cxsam::transform
