// Properties that take a place in S3 as a map, where SAM's own take a URL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "artifacts/artifacts.h"

namespace cxsam::package {

/// An object of S3. `version` is "" for the newest.
struct PlaceInS3 {
  std::string bucket;
  std::string key;
  std::string version = {};
};

/// `s3://bucket/key`, or a URL of S3 with the bucket in its path or before its host; `?versionId=...` may follow.
std::optional<PlaceInS3> place_in_s3(std::string_view url);

/// The map that the artifact's property takes; nothing where it takes a URL.
std::optional<Node> map_form(const artifacts::Artifact& artifact, const PlaceInS3& place);

}  // namespace cxsam::package
