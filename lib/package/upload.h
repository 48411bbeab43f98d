// From this machine into a bucket.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "aws/services/s3.h"
#include "base/result.h"
#include "package/s3_store.h"

namespace cxsam::package {

struct UploadEvent {
  enum class Kind : std::uint8_t { Skipped, Sending, Sent };
  Kind kind;
  std::string key;
  std::uint64_t done = 0;  // bytes
  std::uint64_t total = 0;
};

struct UploadOptions {
  std::string bucket;
  bool force = false;  // send also what is there
  aws::PutOptions put;
  std::function<void(const UploadEvent&)> observe = [](const UploadEvent&) {};
};

/// Zips and sends what the bucket does not hold yet, several at once. The first failure ends it, and says which resource it was
/// for.
Task<Result<void>> upload(aws::Client& client, std::span<const Upload> uploads, const UploadOptions& options);

}  // namespace cxsam::package
