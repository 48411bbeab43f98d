#include <algorithm>

#include "lint/rule.h"
#include "lint/subjects/pipeline.h"

namespace cxsam::lint {
namespace {

void check_action(const CheckContext& context, const PlacedValue& action, Findings& findings) {
  std::vector<std::string> artifacts;
  for (const PlacedValue& name : values_below(context, action, {"InputArtifacts", "*", "Name"})) {
    if (!name.node->is_string()) return;
    artifacts.emplace_back(name.text());
  }
  for (const std::string_view property : {"TemplatePath", "TemplateConfiguration"})
    for (const PlacedValue& file : values_below(context, action, {"Configuration", property})) {
      const std::size_t end = file.text().find("::");
      if (end == std::string_view::npos) continue;
      const std::string artifact(file.text().substr(0, end));
      if (std::ranges::find(artifacts, artifact) != artifacts.end()) continue;
      findings.add(file.place, "the action has no input artifact `" + artifact + "`").hints = did_you_mean(artifact, artifacts);
    }
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::vector<PipelineAction>& pipeline : pipelines_of(context))
    for (const PipelineAction& action : pipeline)
      for (const PlacedValue& provider : values_below(context, action.action, {"ActionTypeId", "Provider"}))
        if (provider.text() == "CloudFormation") check_action(context, action.action, findings);
}

}  // namespace

extern const Rule rule_E3703_action_template{
    .id = "E3703",
    .summary = "an action takes its template from one of its artifacts",
    .why = "CodePipeline cannot find the file.",
    .check = check,
};

}  // namespace cxsam::lint
