#include "lint/subjects/pipeline.h"

#include <algorithm>

namespace cxsam::lint {
namespace {

// Which item of the list a value is, or comes from.
std::size_t position_in(const Nodes& items, const Node& value) {
  const auto behind = std::ranges::upper_bound(items, value.span.begin, {}, [](const Node& item) { return item.span.begin; });
  return behind == items.begin() ? 0 : static_cast<std::size_t>(behind - items.begin()) - 1;
}

std::vector<PipelineAction> actions_of(const CheckContext& context, const PlacedValue& stages) {
  std::vector<PipelineAction> actions;
  for (const PlacedValue& stage : values_below(context, stages, {"*"})) {
    const std::size_t position = position_in(stages.node->items, *stage.node);
    const bool is_chosen = as_intrinsic(stages.node->items[position]).has_value();
    for (PlacedValue& action : values_below(context, stage, {"Actions", "*"}))
      actions.push_back({std::move(action), position, is_chosen});
  }
  return actions;
}

}  // namespace

std::vector<std::vector<PipelineAction>> pipelines_of(const CheckContext& context) {
  std::vector<std::vector<PipelineAction>> pipelines;
  for (const tmpl::Resource* resource : resources_of(context, "AWS::CodePipeline::Pipeline"))
    for (const PlacedValue& stages : values_at(context, *resource, {"Properties", "Stages"}))
      if (stages.node->is_list() && !stages.node->items.empty()) pipelines.push_back(actions_of(context, stages));
  return pipelines;
}

}  // namespace cxsam::lint
