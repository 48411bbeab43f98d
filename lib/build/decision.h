// What has to be done and why: the decision before the work.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/record.h"

namespace cxsam::build {

struct Decision {
  std::vector<std::string> code;          // reasons to assemble
  std::vector<std::string> dependencies;  // reasons to resolve
};

/// Where the definition's folders are, and whether it has dependencies that are kept.
struct Places {
  std::filesystem::path build;
  std::filesystem::path dependencies;
  bool keeps_dependencies = false;
};

/// What differs between the record of the last build and what stands on disk now.
Decision decide(const Record& before, const Record& now, const Places& places);

/// Everything, for the one reason.
Decision everything(std::string reason, const Places& places);

}  // namespace cxsam::build
