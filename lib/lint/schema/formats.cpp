#include "lint/schema/formats.h"

#include <algorithm>
#include <array>

#include "lint/schema/keywords.h"
#include "lint/schema/search.h"

namespace cxsam::lint::schema {
namespace {

// Kinds of text that have no rule of their own.
constexpr std::array kPlainFormats{
    Format{"ipv4", "", R"(^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}(?<!\.)$)"},
    Format{"ipv4-network", "", R"(^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|\/)){4}([0-9]|[12][0-9]|3[0-2])(?<!\.)$)"},
    Format{"ipv6", "", R"(^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$)"},
    Format{"ipv6-network", "", R"(^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\/\d{1,3}$)"},
};

// What a number or a text may look like; a reference that gives a number or a text is good enough.
constexpr std::array<std::string_view, 8> kLoose{"double", "int64", "json", "password", "string", "timestamp", "uri", "int32"};

}  // namespace

std::optional<Format> find_format(std::string_view name) {
  if (const facts::Value format = facts::table().find("formats").find(name))
    return Format{name, format.find("rule").text(), format.find("pattern").text()};
  const auto found = std::ranges::find(kPlainFormats, name, &Format::name);
  return found == kPlainFormats.end() ? std::nullopt : std::optional(*found);
}

bool is_loose(std::string_view format) { return std::ranges::find(kLoose, format) != kLoose.end(); }

void check_format(const Check& check) {
  const std::optional<Format> format = find_format(check.value.text());
  if (!format || !check.node.is_scalar() || check.node.is_null()) return;
  if (search(format->pattern, check.node.text).value_or(true)) return;
  Fault& fault = check.fault(facts::Keyword::Format, describe(check.node) + " is no `" + std::string(format->name) + "`");
  if (check.frame.rule.empty() && !format->rule.empty()) fault.rule = format->rule;
  fault.notes.push_back("One looks like `" + std::string(format->pattern) + "`.");
}

}  // namespace cxsam::lint::schema
