#include <algorithm>

#include "base/did_you_mean.h"
#include "lint/rule.h"
#include "lint/subjects/pipeline.h"

namespace cxsam::lint {
namespace {

void check_action(const CheckContext& context, const PlacedValue& action, const Findings& findings) {
  std::vector<std::string> artifacts;
  for (const PlacedValue& name : values_below(context, action, {"InputArtifacts", "*", "Name"})) {
    if (!name.node->is_string()) return;
    artifacts.emplace_back(name.text());
  }
  for (const std::string_view property : {"TemplatePath", "TemplateConfiguration"}) {
    Findings of_property = findings.gap(property != "TemplatePath");
    for (const PlacedValue& file : values_below(context, action, {"Configuration", property})) {
      const std::size_t end = file.text().find("::");
      if (end == std::string_view::npos) continue;
      const std::string artifact(file.text().substr(0, end));
      if (std::ranges::find(artifacts, artifact) != artifacts.end()) continue;
      of_property.add(file.place, "the action has no input artifact `" + artifact + "`").hints =
          did_you_mean(artifact, artifacts);
    }
  }
}

// What actions of other providers make of a property of this name, only their documentation knows.
bool is_of_cloudformation(const CheckContext& context, const PlacedValue& action) {
  return std::ranges::any_of(values_below(context, action, {"ActionTypeId", "Provider"}),
                             [](const PlacedValue& provider) { return provider.text() == "CloudFormation"; });
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::vector<PipelineAction>& pipeline : pipelines_of(context))
    for (const PipelineAction& action : pipeline)
      if (!context.options.dialect->has_own_ids || is_of_cloudformation(context, action.action))
        check_action(context, action.action, findings);
}

}  // namespace

extern const Rule rule_E3703_action_template{
    .id = "E3703",
    .summary = "a CloudFormation action takes its template from one of its artifacts, and works with a role's ARN",
    .why = "CodePipeline cannot find the file, or the role.",
    .check = check,
};

}  // namespace cxsam::lint
