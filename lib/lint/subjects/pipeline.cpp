#include "lint/subjects/pipeline.h"

namespace cxsam::lint {

std::vector<std::vector<PipelineAction>> pipelines_of(const CheckContext& context) {
  std::vector<std::vector<PipelineAction>> pipelines;
  for (const tmpl::Resource* resource : resources_of(context, "AWS::CodePipeline::Pipeline")) {
    std::vector<PipelineAction>& actions = pipelines.emplace_back();
    std::size_t stage = 0;
    for (const PlacedValue& value : values_at(context, *resource, {"Properties", "Stages", "*"})) {
      for (PlacedValue& action : values_below(context, value, {"Actions", "*"})) actions.push_back({std::move(action), stage});
      ++stage;
    }
  }
  return pipelines;
}

}  // namespace cxsam::lint
