#include <set>

#include "base/did_you_mean.h"
#include "lint/rule.h"
#include "lint/subjects/pipeline.h"

namespace cxsam::lint {
namespace {

void check_pipeline(const CheckContext& context, const std::vector<PipelineAction>& pipeline, Findings& findings) {
  std::set<std::string, std::less<>> made;
  const bool trusts_functions = context.options.dialect->trusts_computed_names;
  bool all_known = true;  // names that are computed may be any
  for (const PipelineAction& action : pipeline) {
    for (const PlacedValue& name : values_below(context, action.action, {"InputArtifacts", "*", "Name"}))
      if (name.node->is_string() && all_known && !made.contains(name.text()))
        findings.add(name.place, "no earlier action makes `" + std::string(name.text()) + "`").hints =
            did_you_mean(name.text(), std::vector<std::string>(made.begin(), made.end()));
    for (const PlacedValue& name : values_below(context, action.action, {"OutputArtifacts", "*", "Name"})) {
      if (!name.node->is_string())
        all_known = all_known && !(trusts_functions && as_intrinsic(*name.node));
      else if (!made.emplace(name.text()).second && !name.chosen)
        findings.add(name.place, "an earlier action makes `" + std::string(name.text()) + "` already");
    }
  }
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::vector<PipelineAction>& pipeline : pipelines_of(context)) check_pipeline(context, pipeline, findings);
}

}  // namespace

extern const Rule rule_E3701_pipeline_artifact{
    .id = "E3701",
    .summary = "an action takes artifacts that an earlier one makes, and each is made once",
    .why = "CodePipeline refuses the pipeline.",
    .check = check,
};

}  // namespace cxsam::lint
