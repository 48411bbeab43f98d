// Properties that take a place in S3 as a map, where SAM's own take a URL.
#pragma once

#include <optional>

#include "artifacts/artifacts.h"
#include "artifacts/place_in_s3.h"

namespace cxsam::package {

/// The map that the artifact's property takes; nothing where it takes a URL.
std::optional<Node> map_form(const artifacts::Artifact& artifact, const artifacts::PlaceInS3& place);

}  // namespace cxsam::package
