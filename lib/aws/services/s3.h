// Objects in S3. Source: Amazon S3 API reference; Amazon S3 user guide, "Uploading and copying objects using multipart upload".
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aws/client.h"

namespace cxsam::aws {

struct PutOptions {
  std::string kms_key = {};                                        // "" = encrypted with S3's own key (AES256)
  std::vector<std::pair<std::string, std::string>> metadata = {};  // x-amz-meta-*
};

/// How many of how many bytes are there.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

class S3 {
 public:
  explicit S3(Client& client) : client_(client) {}

  /// Whether there is such an object that may be looked at.
  Task<bool> has(std::string bucket, std::string key);

  /// The id of an object's latest version; "" where the bucket keeps none, or does not say.
  Task<std::string> version(std::string bucket, std::string key);

  /// All keys that begin with `prefix`.
  Task<Answer<std::vector<std::string>>> list(std::string bucket, std::string prefix);

  /// An object that is not there counts as deleted.
  Task<Answer<void>> remove(std::string bucket, std::string key);

  /// Uploads a file with a checksum; from 8 MiB on in parts of that size, four at a time. A failed upload leaves no parts
  /// behind. The error's `message` is for to_error() with the name in `operation`.
  struct Failure {
    AwsError error;
    std::string operation;  // "PutObject"
  };
  Task<tl::expected<void, Failure>> put(std::string bucket, std::string key, std::filesystem::path file, PutOptions options,
                                        Progress progress);

 private:
  struct Upload;

  /// To a bucket in another Region, which S3 then names, the call is made once more there.
  Task<Answer<system::HttpAnswer>> send(std::string bucket, std::string key, std::string query, system::HttpRequest request);
  Task<tl::expected<void, Failure>> put_parts(Upload upload);
  Task<tl::expected<std::string, AwsError>> put_part(const Upload& upload, std::uint64_t number);
  Task<std::optional<AwsError>> put_together(const Upload& upload, const std::vector<std::string>& parts);

  Client& client_;
  std::map<std::string, std::string> regions_;  // of buckets elsewhere
};

/// Where anybody with the right finds an object, by path: "https://s3.eu-west-1.amazonaws.com/bucket/key".
std::string object_url(const Settings& settings, const std::string& bucket, const std::string& key);

}  // namespace cxsam::aws
