// A template with other values in place of its local paths.
#pragma once

#include <vector>

#include "artifacts/artifacts.h"

namespace cxsam::artifacts {

/// As with_paths(), with any kind of value: `{"S3Bucket": ..., "S3Key": ...}`.
Node with_values(const tmpl::Template& source, const std::vector<Artifact>& artifacts, Nodes values);

}  // namespace cxsam::artifacts
