#include <cstdint>

#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

enum class Blank : std::uint8_t { None, First, Last };

Blank find_blank(std::string_view text) {
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    const std::size_t word = text.find_first_not_of(" \t\n", at + 2);
    if (word == std::string_view::npos || !text.substr(word).starts_with("resolve:")) continue;
    const std::size_t end = text.find("}}", word);
    if (end == std::string_view::npos) break;
    if (word > at + 2) return Blank::First;
    if (text[end - 1] == ' ') return Blank::Last;
    at = end;
  }
  return Blank::None;
}

void check(const CheckContext& context, Findings& findings) {
  walk_template(context, [&](const Visit& visit) {
    const Blank blank = visit.node.is_string() ? find_blank(visit.node.text) : Blank::None;
    if (blank != Blank::None)
      findings.gap(blank == Blank::Last)
          .add(visit.place, "the dynamic reference has blanks inside its braces, so that it stays plain text")
          .hints.emplace_back("write `{{resolve:...}}` without them");
    return true;
  });
}

}  // namespace

extern const Rule rule_W1053_blank_in_dynamic_reference{
    .id = "W1053",
    .summary = "dynamic references have no blanks",
    .why = "With a blank behind the braces CloudFormation takes it for plain text.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
