#include "lint/schema/formats.h"

#include <algorithm>
#include <array>

#include "lint/schema/date_time.h"
#include "lint/schema/ip_address.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/search.h"
#include "lint/schema/words.h"

namespace cxsam::lint::schema {
namespace {

using Holds = std::optional<bool> (*)(std::string_view text);

/// Kinds of text that have no rule of their own.
struct PlainFormat {
  std::string_view name;
  Holds holds;
};
constexpr std::array kPlainFormats{
    PlainFormat{"ipv4", [](std::string_view text) { return std::optional(is_ipv4(text)); }},
    PlainFormat{"ipv4-network", [](std::string_view text) { return std::optional(is_ipv4_network(text)); }},
    PlainFormat{"ipv6", [](std::string_view text) { return std::optional(is_ipv6(text)); }},
    PlainFormat{"ipv6-network", [](std::string_view text) { return std::optional(is_ipv6_network(text)); }},
};

// What a number or a text may look like; a reference that gives a number or a text is good enough.
constexpr std::array<std::string_view, 8> kLoose{"double", "int64", "json", "password", "string", "timestamp", "uri", "int32"};

}  // namespace

bool is_loose(std::string_view format) { return std::ranges::find(kLoose, format) != kLoose.end(); }

namespace {

struct Judgement {
  std::optional<bool> holds;
  std::string_view rule;
  std::string_view pattern;
};

Judgement judge(std::string_view format, std::string_view text, const Dialect& dialect) {
  if (format == "date-time") return {is_date_time(text, dialect.knows_zones), {}, {}};
  if (const facts::Value facts = facts::table().find("formats").find(format)) {
    const std::string_view pattern = facts.find("pattern").text();
    return {search(pattern, text), facts.find("rule").text(), pattern};
  }
  const auto plain = std::ranges::find(kPlainFormats, format, &PlainFormat::name);
  return plain == kPlainFormats.end() ? Judgement{} : Judgement{plain->holds(text), {}, {}};
}

}  // namespace

void check_format(const Check& check) {
  if (!check.node.is_string()) return;
  const Judgement judgement = judge(check.value.text(), check.node.text, *check.evaluator.context().options.dialect);
  if (judgement.holds.value_or(true)) return;
  const std::string words = in_words_of(judgement.rule, check.node);
  Fault& fault = check.fault(facts::Keyword::Format,
                             words.empty() ? describe(check.node) + " is no `" + std::string(check.value.text()) + "`" : words);
  if (check.frame.rule.empty() && !judgement.rule.empty()) fault.rule = judgement.rule;
  if (!judgement.pattern.empty()) fault.notes.push_back("As a regular expression: `" + std::string(judgement.pattern) + "`.");
}

}  // namespace cxsam::lint::schema
