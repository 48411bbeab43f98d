#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool has_blank(std::string_view text) {
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    const std::size_t word = text.find_first_not_of(" \t\n", at + 2);
    if (word == std::string_view::npos || !text.substr(word).starts_with("resolve:")) continue;
    const std::size_t end = text.find("}}", word);
    if (end == std::string_view::npos) return false;
    if (word > at + 2 || text[end - 1] == ' ') return true;
    at = end;
  }
  return false;
}

void check(const CheckContext& context, Findings& findings) {
  walk_template(context, [&](const Visit& visit) {
    if (visit.node.is_string() && has_blank(visit.node.text))
      findings.add(visit.place, "the dynamic reference has blanks inside its braces, so that it stays plain text")
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
