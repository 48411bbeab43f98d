#include <charconv>
#include <cmath>

#include "base/text.h"
#include "vtl/methods.h"

namespace cxsam::vtl {
namespace {

std::optional<double> decimal_of(const Value& value) {
  if (const auto* whole = value.as<std::int64_t>()) return static_cast<double>(*whole);
  if (const auto* decimal = value.as<double>()) return *decimal;
  const auto text = value.text();
  double number = 0;
  if (!text) return std::nullopt;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  return read.ec == std::errc() && read.ptr == text->data() + text->size() ? std::optional(number) : std::nullopt;
}

/// Integer.parseInt and its like, which a template reaches through any number.
std::optional<Value> parse(Run& run, std::string_view name, const Value& argument) {
  const bool whole = name == "parseInt" || name == "parseLong" || name == "valueOf";
  const auto text = argument.text();
  if (whole) {
    if (const auto number = text ? parse_int(text->starts_with('+') ? text->substr(1) : *text) : whole_of(argument))
      return *number;
  } else if (const auto number = decimal_of(argument)) {
    return *number;
  }
  run.fail("`" + text_of(run, argument) + "` is no number that `" + std::string(name) + "` can read");
  return Value();
}

}  // namespace

std::optional<Value> call_on_number(Run& run, const Value& value, std::string_view name, Arguments arguments) {
  const auto number = decimal_of(value);
  if (const auto* truth = value.as<bool>()) {
    if (name == "booleanValue" && arguments.empty()) return *truth;
    if (name == "compareTo" && arguments.size() == 1 && arguments[0].as<bool>() != nullptr)
      return static_cast<int>(*truth) - static_cast<int>(*arguments[0].as<bool>());
    if (name == "parseBoolean" && arguments.size() == 1) return equals_ignoring_case(text_of(run, arguments[0]), "true");
  }
  if (!number) return std::nullopt;
  if (arguments.empty()) {
    if (name == "intValue" || name == "longValue") return whole_of(value) ? Value(*whole_of(value)) : Value();
    if (name == "doubleValue" || name == "floatValue") return *number;
    if (name == "isNaN" || name == "isInfinite") return name == "isNaN" ? std::isnan(*number) : std::isinf(*number);
    return std::nullopt;
  }
  if (arguments.size() == 1) {
    constexpr std::string_view kParsing[] = {"parseInt", "parseLong", "valueOf", "parseDouble", "parseFloat"};
    for (const std::string_view parsing : kParsing)
      if (name == parsing) return parse(run, name, arguments[0]);
    const auto other = decimal_of(arguments[0]);
    if (name == "compareTo" && other) return *number < *other ? -1 : *number > *other ? 1 : 0;
  }
  if (arguments.size() == 2 && (name == "max" || name == "min")) {
    const auto a = decimal_of(arguments[0]);
    const auto b = decimal_of(arguments[1]);
    if (a && b) return (name == "max") == (*a >= *b) ? arguments[0] : arguments[1];
  }
  return std::nullopt;
}

}  // namespace cxsam::vtl
