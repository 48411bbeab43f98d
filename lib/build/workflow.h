// How code of one kind is built: a folder of workflows/ each, in a generated list.
#pragma once

#include <span>
#include <string_view>

namespace cxsam::build {

struct Workflow {
  std::string_view name;
};

/// Generated.
std::span<const Workflow* const> all_workflows();

}  // namespace cxsam::build
