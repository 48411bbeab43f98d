#include <algorithm>
#include <array>

#include "lint/rule.h"
#include "lint/subjects/pipeline.h"

namespace cxsam::lint {
namespace {

// Source: AWS CodePipeline user guide, "Action structure requirements in CodePipeline".
constexpr std::array<std::string_view, 6> kLater{"Approval", "Build", "Compute", "Deploy", "Invoke", "Test"};

// Another word is one that the property does not take, which is told there; readers of cfn-lint expect it twice.
bool may_stand(const CheckContext& context, std::string_view category, bool is_first) {
  if (is_first) return category == "Source";
  if (context.options.dialect->has_own_ids) return category != "Source";
  return std::ranges::find(kLater, category) != kLater.end();
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::vector<PipelineAction>& pipeline : pipelines_of(context))
    for (const PipelineAction& action : pipeline)
      for (const PlacedValue& category : values_below(context, action.action, {"ActionTypeId", "Category"})) {
        const bool is_first = action.stage == 0;
        if (!category.node->is_string() || may_stand(context, category.text(), is_first)) continue;
        findings.gap(action.is_chosen)
            .add(category.place, is_first ? "the first stage has source actions only, and this is a `" +
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
