// Objects of S3 by their URLs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/node.h"

namespace cxsam::artifacts {

/// An object of S3. `version` is "" for the newest.
struct PlaceInS3 {
  std::string bucket;
  std::string key;
  std::string version = {};
};

/// `s3://bucket/key`, or a URL of S3 with the bucket in its path or before its host; `?versionId=...` may follow.
std::optional<PlaceInS3> place_in_s3(std::string_view url);

/// Of a property's value: such a URL, or a map of bucket and key in CloudFormation's names or SAM's.
std::optional<PlaceInS3> place_in_s3(const Node& value);

}  // namespace cxsam::artifacts
