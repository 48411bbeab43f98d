// The actions of a CodePipeline pipeline, in the order in which they run.
#pragma once

#include <vector>

#include "lint/places/values.h"

namespace cxsam::lint {

struct PipelineAction {
  PlacedValue action;
  std::size_t stage = 0;   // its place in the list
  bool is_chosen = false;  // a condition chooses the stage
};

/// Of every pipeline of the template.
std::vector<std::vector<PipelineAction>> pipelines_of(const CheckContext& context);

}  // namespace cxsam::lint
