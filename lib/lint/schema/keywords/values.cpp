// Keywords about one scalar: type, enum, const, pattern, lengths, bounds.
#include <charconv>
#include <cmath>

#include "base/arithmetic.h"
#include "base/did_you_mean.h"
#include "base/text.h"
#include "document/scalar.h"
#include "lint/schema/data_pointer.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/pattern_words.h"
#include "lint/schema/search.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

// A text may stand for a flag.
std::optional<bool> flag_of(const Node& node) {
  if (node.kind == Node::Kind::Bool) return node.as_bool();
  if (!node.is_string()) return std::nullopt;
  const std::string text = to_lower(node.text);
  if (text != "true" && text != "false") return std::nullopt;
  return text == "true";
}

constexpr std::size_t kShownValues = 12;  // of a long list of allowed values

std::optional<double> as_number(const Node& node) {
  if (node.kind != Node::Kind::Int && node.kind != Node::Kind::Double && !node.is_string()) return std::nullopt;
  if (const std::optional<std::int64_t> whole = node.as_int()) return static_cast<double>(*whole);
  double number = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [stop, error] = std::from_chars(node.text.data(), end, number);
  if (error != std::errc{} || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::string number_text(double number) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), end};
}

std::string_view type_name(TypeSet types) {
  if (types & kString) return "a string";
  if (types & kInteger) return "a whole number";
  if (types & kNumber) return "a number";
  if (types & kBoolean) return "`true` or `false`";
  if (types & kList) return "a list";
  if (types & kMap) return "a map";
  return "nothing";
}

bool is_among(const Node& node, Value values, bool ignore_case) {
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (same_scalar(node, values[i])) return true;
    if (ignore_case && to_lower(node.text) == to_lower(std::string(values[i].text()))) return true;
  }
  return false;
}

std::vector<std::string> texts(Value values) {
  std::vector<std::string> all;
  for (std::uint32_t i = 0; i < values.size(); ++i) all.emplace_back(values[i].text());
  return all;
}

void add_nearest(const Node& node, Value values, Fault& fault) { fault.hints = did_you_mean(node.text, texts(values)); }

// CloudFormation gives a service texts for numbers and numbers for texts; in data that it does not touch they differ.
TypeSet written_type_of(const Node& node) {
  if (node.is_string()) return kString;
  return node.is_scalar() ? static_cast<TypeSet>(types_of(node) & ~kString) : types_of(node);
}

}  // namespace

std::string kinds_of(TypeSet types) {
  if (types == 0) return "nothing";
  std::string text;
  if ((types & kScalar) == kScalar) {
    text = "a text";
    types &= static_cast<TypeSet>(~kScalar);
  }
  for (const Type one : {kString, kInteger, kNumber, kBoolean, kList, kMap, kNull}) {
    if (!(types & one)) continue;
    text += (text.empty() ? "" : " or ") + std::string(type_name(one));
  }
  return text;
}

TypeSet types_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Null:
      return kNull;
    case Node::Kind::List:
      return kList;
    case Node::Kind::Map:
      return kMap;
    case Node::Kind::Bool:
      return kBoolean | kString;
    case Node::Kind::Int:
      return kInteger | kNumber | kString;
    case Node::Kind::Double:
      return kNumber | kString;
    case Node::Kind::String:
      break;
  }
  TypeSet types = kString;
  if (node.text == "true" || node.text == "false" || node.text == "True" || node.text == "False") types |= kBoolean;
  const bool is_plain = node.text.find_first_of("xob") == std::string::npos;  // services read no 0x1f
  if (is_plain && node.as_int()) return types | kInteger | kNumber;
  return as_number(node) ? types | kNumber : types;
}

std::string describe(const Node& node) {
  if (node.is_list()) return "a list";
  if (node.is_map()) return "a map";
  if (node.is_null()) return "nothing";
  return "`" + node.text + "`";
}

std::string describe(Value value) {
  switch (value.kind()) {
    case Value::Kind::Bool:
      return value.boolean() ? "`true`" : "`false`";
    case Value::Kind::Int:
      return "`" + std::to_string(value.integer()) + "`";
    case Value::Kind::Double:
      return "`" + number_text(value.number()) + "`";
    case Value::Kind::String:
      return "`" + std::string(value.text()) + "`";
    case Value::Kind::List:
      break;
    default:
      return "another value";
  }
  std::string text;
  for (std::uint32_t i = 0; i < value.size() && i < kShownValues; ++i) text += (i == 0 ? "" : ", ") + describe(value[i]);
  if (value.size() > kShownValues) text += " and " + std::to_string(value.size() - kShownValues) + " more";
  return text;
}

std::string not_of_type(const Node& node, TypeSet wanted) {
  const std::string found =
      node.is_scalar() && !node.is_null() ? describe(node) + " is" : "found " + describe(node) + ", which is";
  return found + " not " + kinds_of(wanted);
}

bool is_about_word(const Fault& fault) { return fault.keyword == Keyword::Const || fault.keyword == Keyword::Enum; }

bool same_scalar(const Node& node, Value value) {
  if (!node.is_scalar() || node.is_null()) return false;
  switch (value.kind()) {
    case Value::Kind::String:
      // YAML reads `On` as true, so that is what a service gets.
      if (node.kind == Node::Kind::Bool) return value.text() == (node.as_bool().value_or(false) ? "true" : "false");
      return node.text == value.text();
    case Value::Kind::Bool:
      return flag_of(node) == value.boolean();
    case Value::Kind::Int:
    case Value::Kind::Double:
      return as_number(node) == value.number();
    default:
      return false;
  }
}

namespace {

// What stands in brackets without quotes as well.
bool is_plain_word(const Node& node) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
  return node.is_scalar() && !node.is_null() && !node.text.empty() && node.text.find_first_not_of(kPlain) == std::string::npos;
}

}  // namespace

void check_type(const Check& check) {
  const TypeSet wanted = types_of(check.value);
  if ((check.frame.as_written ? written_type_of(check.node) : types_of(check.node)) & wanted) return;
  const bool refuses_fractions = check.evaluator.context().options.dialect->refuses_fractions;
  if (check.node.kind == Node::Kind::Double && (wanted & kInteger) && !refuses_fractions) return;
  if (check.rejects_without_words()) return;
  Fault& fault = check.fault(Keyword::Type, not_of_type(check.node, wanted));
  fault.refused = check.node.span;
  if (wanted == kList && is_plain_word(check.node)) fault.hints.push_back("write `[" + check.node.text + "]`");
}

void check_enum(const Check& check) {
  if (is_among(check.node, check.value, check.schema.find(Keyword::EnumCaseInsensitive) == check.value)) return;
  if (check.rejects_without_words()) return;
  Fault& fault = check.fault(
      Keyword::Enum, describe(check.node) + (check.value.size() == 1 ? " is not " : " is none of ") + describe(check.value));
  if (check.node.is_scalar()) add_nearest(check.node, check.value, fault);
}

namespace {

// A text may stand for a flag; where it is neither `true` nor `false`, its kind is told and not its value.
// cfn-lint tells both.
bool may_be_same(const Node& a, const Node& b, const Dialect& dialect) {
  if (same_value(a, b) || (a.is_scalar() && a.text == b.text)) return true;
  if (a.kind != Node::Kind::Bool && b.kind != Node::Kind::Bool) return false;
  const std::optional<bool> first = flag_of(a);
  const std::optional<bool> second = flag_of(b);
  return first && second ? *first == *second : dialect.own_findings_first;
}

// Equal to what another property has. What a function gives is known at deployment, unless functions are plain maps here.
void check_const_of(const Check& check, std::string_view pointer) {
  const std::optional<Node> wanted = data_at(check.frame, pointer);
  if (!wanted || may_be_same(*wanted, check.node, *check.evaluator.context().options.dialect)) return;
  if (!check.frame.functions.empty() && as_intrinsic(*wanted)) {
    check.outcome.open = true;
    return;
  }
  check.fault(Keyword::Const, describe(check.node) + " is not " + describe(*wanted));
}

}  // namespace

void check_const(const Check& check) {
  if (const Value pointer = check.value.find(Keyword::Data)) return check_const_of(check, pointer.text());
  if (same_scalar(check.node, check.value) || check.rejects_without_words()) return;
  Fault& fault = check.fault(Keyword::Const, describe(check.node) + " is not " + describe(check.value));
  const std::string wanted(check.value.text());
  if (check.node.is_scalar() && !wanted.empty()) fault.hints = did_you_mean(check.node.text, std::array{wanted});
}

void check_pattern(const Check& check) {
  if (!check.node.is_scalar() || check.node.is_null()) return;
  Value pattern = check.value;
  if (const Value lookup = pattern.find(Keyword::Lookup)) {
    const std::optional<Node> key = data_at(check.frame, lookup.find("key").find(Keyword::Data).text());
    pattern = key ? lookup.find("map").find(key->text) : Value{};
  }
  if (!pattern || search(pattern.text(), check.node.text).value_or(true)) return;
  if (check.rejects_without_words()) return;
  check.fault(Keyword::Pattern, why_no_match(pattern.text(), check.node.text))
      .notes.push_back("As a regular expression: `" + std::string(pattern.text()) + "`.");
}

void check_length(const Check& check, Keyword keyword) {
  if (!check.node.is_string()) return;
  const auto length = static_cast<std::int64_t>(count_code_points(check.node.text));
  const std::int64_t bound = check.value.integer();
  const bool least = keyword == Keyword::MinLength;
  if (least ? length >= bound : length <= bound) return;
  check.fault(keyword, describe(check.node) + " has " + std::to_string(length) + " characters, " + (least ? "fewer" : "more") +
                           " than " + std::to_string(bound));
}

void check_bound(const Check& check, Keyword keyword) {
  const std::optional<double> number = as_number(check.node);
  if (!number) return;
  double bound = check.value.number();
  if (const Value pointer = check.value.find(Keyword::Data)) {
    const std::optional<Node> wanted = data_at(check.frame, pointer.text());
    const std::optional<double> found = wanted ? as_number(*wanted) : std::nullopt;
    if (!found) return;
    bound = *found;
  }
  const auto complain = [&](bool holds, std::string_view relation) {
    if (!holds) check.fault(keyword, describe(check.node) + " is " + std::string(relation) + " " + number_text(bound));
  };
  if (keyword == Keyword::Minimum) return complain(*number >= bound, "less than");
  if (keyword == Keyword::Maximum) return complain(*number <= bound, "greater than");
  if (keyword == Keyword::ExclusiveMinimum) return complain(*number > bound, "not greater than");
  complain(*number < bound, "not less than");
}

void check_multiple_of(const Check& check) {
  const std::optional<double> number = as_number(check.node);
  if (!number || remainder_of(*number, check.value.number()) == 0) return;
  check.fault(Keyword::MultipleOf, describe(check.node) + " is no multiple of " + number_text(check.value.number()));
}

}  // namespace cxsam::lint::schema
