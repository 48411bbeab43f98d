// The actions of a CodePipeline pipeline, in the order in which they run.
#pragma once

#include <vector>

#include "lint/places/values.h"

namespace cxsam::lint {

struct PipelineAction {
  PlacedValue action;
  std::size_t stage = 0;
};

/// Of every pipeline of the template.
std::vector<std::vector<PipelineAction>> pipelines_of(const CheckContext& context);

}  // namespace cxsam::lint
