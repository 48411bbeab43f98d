#include "lint/rule.h"
#include "lint/subjects/pipeline.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const std::vector<PipelineAction>& pipeline : pipelines_of(context))
    for (const PipelineAction& action : pipeline)
      for (const PlacedValue& category : values_below(context, action.action, {"ActionTypeId", "Category"})) {
        const bool is_first = action.stage == 0;
        if (!category.node->is_string() || (category.text() == "Source") == is_first) continue;
        findings.add(category.place, is_first ? "the first stage has source actions only, and this is a `" +
                                                    std::string(category.text()) + "` action"
                                              : std::string("source actions stand in the first stage only"));
      }
}

}  // namespace

extern const Rule rule_E3700_pipeline_source{
    .id = "E3700",
    .summary = "the first stage of a pipeline is its source, and no other is",
    .why = "CodePipeline refuses the pipeline.",
    .check = check,
};

}  // namespace cxsam::lint
