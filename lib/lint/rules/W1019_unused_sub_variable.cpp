#include <set>

#include "lint/places/walk.h"
#include "lint/rule.h"
#include "template/sub_string.h"

namespace cxsam::lint {
namespace {

void check_call(const Node& argument, Findings& findings) {
  if (argument.items.size() != 2 || !argument.items[0].is_string() || !argument.items[1].is_map() ||
      as_intrinsic(argument.items[1]))
    return;
  const std::vector<tmpl::SubPiece> pieces = tmpl::parse_sub(argument.items[0].text);
  std::set<std::string_view> used;
  for (const tmpl::SubPiece& piece : pieces)
    if (piece.kind == tmpl::SubPiece::Kind::Name) used.insert(piece.text);
  for (const Member& variable : argument.items[1].members)
    if (!used.contains(variable.key)) {
      findings.add(variable.key_span, "the text has no `${" + variable.key + "}`")
          .hints.emplace_back("use it, or leave it out");
    }
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::string_view section : {"Conditions", "Resources", "Outputs"})
    walk_section(context, section, [&](const Visit& visit) {
      const std::optional<Intrinsic> call = as_intrinsic(visit.node);
      if (call && call->name == "Fn::Sub" && !context.refused.holds(visit.node.span)) check_call(*call->argument, findings);
      return true;
    });
}

}  // namespace

extern const Rule rule_W1019_unused_sub_variable{
    .id = "W1019",
    .summary = "the text of an `Fn::Sub` uses the variables that are given to it",
    .why = "One that it does not use is left over, or misspelt in the text, where `${...}` then means something else.",
    .severity = Severity::Warning,
    .check = check,
    .only_in = &kCxsam,  // cfn-lint lists the rule and reports nothing by it
};

}  // namespace cxsam::lint
