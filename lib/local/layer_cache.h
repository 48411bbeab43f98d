// Layers that are elsewhere: fetched by their ARN with the user's credentials, once.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "local/credentials.h"

namespace cxsam::local {

/// With what layers are fetched.
struct LayerSource {
  Variables environment;
  std::optional<std::string> profile;
  std::filesystem::path cache;
};

/// The archive of a layer version, in the cache. Error: it is not there, and cannot be fetched. It waits: on helper threads
/// only.
Result<std::filesystem::path> fetch_layer(const std::string& arn, const LayerSource& source);

/// Where an archive lies in the cache: "<cache>/<name>-<version>-<ten digits of the ARN's digest>.zip".
std::filesystem::path place_in_cache(const std::string& arn, const std::filesystem::path& cache);

}  // namespace cxsam::local
