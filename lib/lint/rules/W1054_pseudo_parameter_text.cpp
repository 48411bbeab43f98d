#include "lint/places/choice.h"
#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Of the branches of a condition that is not there nothing is known.
bool decides_nothing(const CheckContext& context, const Node& node) {
  const std::optional<Choice> choice = as_choice(node);
  return choice && !context.names.is_condition(choice->condition);
}

void check(const CheckContext& context, Findings& findings) {
  walk_template(context, [&](const Visit& visit) {
    if (!visit.scenario || context.refused.holds(visit.node.span) || decides_nothing(context, visit.node)) return false;
    if (visit.name == "Ref" || !visit.node.is_string() || !is_pseudo_parameter(visit.node.text)) return true;
    findings.add(visit.place, "the text `" + visit.node.text + "` is the name of a pseudo parameter, not its value")
        .hints.push_back("write `!Ref " + visit.node.text + "`");
    return true;
  });
}

}  // namespace

extern const Rule rule_W1054_pseudo_parameter_text{
    .id = "W1054",
    .summary = "pseudo parameters are used by `Ref`, not as plain text",
    .why = "`AWS::Region` as a text stays these eleven letters; the region is what `Ref` to it gives.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
