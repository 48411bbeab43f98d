// Keywords that look at one value: its type, its size, what it may be.
#include <algorithm>
#include <cmath>
#include <string_view>

#include "json/schema_check.h"

namespace cxsam {
namespace {

std::string_view type_of(const Json& value) {
  if (value.is_number_integer()) return "integer";
  if (value.is_number()) return "number";
  return value.type_name();
}

bool is_of(const Json& value, std::string_view type) {
  const std::string_view own = type_of(value);
  return own == type || (type == "number" && own == "integer");
}

long double number(const Json& value) {
  if (value.is_number_unsigned()) return static_cast<long double>(value.get<std::uint64_t>());
  if (value.is_number_integer()) return static_cast<long double>(value.get<std::int64_t>());
  return static_cast<long double>(value.get<double>());
}

/// The whole number behind a keyword such as `minLength`; nothing where it is none.
std::optional<std::uint64_t> size_in(const Json& value) {
  if (!value.is_number_integer() || number(value) < 0) return std::nullopt;
  return value.get<std::uint64_t>();
}

std::string text(std::uint64_t value) { return std::to_string(value); }

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

void check_type(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  std::vector<std::string> allowed;
  for (const Json& type : value.is_array() ? value : Json::array({value}))
    if (type.is_string()) allowed.push_back(type.get<std::string>());
  const auto fits = [&](const std::string& type) { return is_of(frame.instance, type); };
  if (allowed.empty() || std::ranges::any_of(allowed, fits)) return;
  if (std::ranges::find(allowed, "number") != allowed.end() && std::ranges::find(allowed, "integer") == allowed.end())
    allowed.emplace_back("integer");
  std::ranges::sort(allowed);
  checks.fault("instance type (" + std::string(type_of(frame.instance)) +
               ") does not match any allowed primitive type (allowed: " + dump_json(allowed) + ")");
}

void check_enum(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const nlohmann::json instance(frame.instance);  // in which the order of members does not count
  if (!value.is_array() || std::ranges::any_of(value, [&](const Json& each) { return instance == nlohmann::json(each); }))
    return;
  checks.fault("instance value (" + dump_json(frame.instance) + ") not found in enum (possible values: " + dump_json(value) +
               ")");
}

/// `exclusiveMinimum: true` beside `minimum`.
bool is_exclusive(const Json& schema, const char* name) {
  const auto found = schema.find(name);
  return found != schema.end() && *found == true;
}

void check_minimum(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!value.is_number() || !frame.instance.is_number()) return;
  const bool exclusive = is_exclusive(frame.schema, "exclusiveMinimum");
  const long double least = number(value);
  const long double is = number(frame.instance);
  if (is < least)
    return checks.fault("numeric instance is lower than the required minimum (minimum: " + dump_json(value) +
                        ", found: " + dump_json(frame.instance) + ")");
  if (exclusive && is == least)
    checks.fault("numeric instance is not strictly greater than the required minimum " + dump_json(value));
}

void check_maximum(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!value.is_number() || !frame.instance.is_number()) return;
  const bool exclusive = is_exclusive(frame.schema, "exclusiveMaximum");
  const long double most = number(value);
  const long double is = number(frame.instance);
  if (is > most)
    return checks.fault("numeric instance is greater than the required maximum (maximum: " + dump_json(value) +
                        ", found: " + dump_json(frame.instance) + ")");
  if (exclusive && is == most)
    checks.fault("numeric instance is not strictly lower than the required maximum " + dump_json(value));
}

void check_multiple(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  constexpr long double kNear = 1e-12L;  // of a decimal fraction that binary numbers cannot hold
  if (!value.is_number() || !frame.instance.is_number() || number(value) <= 0) return;
  const long double parts = number(frame.instance) / number(value);
  long double whole = 0;
  const long double fraction = std::fabs(std::modf(parts, &whole));
  if (std::min(fraction, 1 - fraction) <= kNear * std::max(1.0L, std::fabs(parts))) return;
  checks.fault("remainder of division is not zero (" + dump_json(frame.instance) + " / " + dump_json(value) + ")");
}

void check_min_length(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const auto least = size_in(value);
  if (!least || !frame.instance.is_string()) return;
  const std::size_t length = count_characters(frame.instance.get_ref<const std::string&>());
  if (length >= *least) return;
  checks.fault("string " + dump_json(frame.instance) + " is too short (length: " + text(length) +
               ", required minimum: " + text(*least) + ")");
}

void check_max_length(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const auto most = size_in(value);
  if (!most || !frame.instance.is_string()) return;
  const std::size_t length = count_characters(frame.instance.get_ref<const std::string&>());
  if (length <= *most) return;
  checks.fault("string " + dump_json(frame.instance) + " is too long (length: " + text(length) +
               ", maximum allowed: " + text(*most) + ")");
}

void check_pattern(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!value.is_string() || !frame.instance.is_string()) return;
  if (checks.matches(value.get_ref<const std::string&>(), frame.instance.get_ref<const std::string&>())) return;
  checks.fault("ECMA 262 regex \"" + value.get_ref<const std::string&>() + "\" does not match input string " +
               dump_json(frame.instance));
}

constexpr SchemaKeyword kKeywords[] = {
    {"enum", check_enum},       {"maxLength", check_max_length}, {"maximum", check_maximum}, {"minLength", check_min_length},
    {"minimum", check_minimum}, {"multipleOf", check_multiple},  {"pattern", check_pattern}, {"type", check_type},
};

}  // namespace

const SchemaKeyword* find_keyword_of_values(std::string_view name) {
  const auto* found = std::ranges::find(kKeywords, name, &SchemaKeyword::name);
  return found == std::end(kKeywords) ? nullptr : found;
}

}  // namespace cxsam
