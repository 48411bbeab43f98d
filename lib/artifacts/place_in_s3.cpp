#include "artifacts/place_in_s3.h"

#include <algorithm>

namespace cxsam::artifacts {
namespace {

/// "bucket/key"
std::optional<PlaceInS3> place_of(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == path.size()) return std::nullopt;
  return PlaceInS3{std::string(path.substr(0, slash)), std::string(path.substr(slash + 1))};
}

/// The bucket is the first part of the path, or stands before the host: `s3.eu-west-1.amazonaws.com/bucket/key`,
/// `bucket.s3.amazonaws.com/key`.
std::optional<PlaceInS3> place_at_host(std::string_view host_and_path) {
  const std::string_view host = host_and_path.substr(0, host_and_path.find('/'));
  const std::string_view path = host_and_path.substr(std::min(host.size() + 1, host_and_path.size()));
  if (host.find(".amazonaws.com") == std::string_view::npos) return std::nullopt;
  if (host.starts_with("s3")) return place_of(path);
  const std::size_t end = host.find(".s3");
  if (end == std::string_view::npos || path.empty()) return std::nullopt;
  return PlaceInS3{std::string(host.substr(0, end)), std::string(path)};
}

std::string text_at(const Node& map, std::string_view key) {
  const Node* value = map.find(key);
  return value == nullptr ? "" : std::string(value->as_string().value_or(""));
}

}  // namespace

std::optional<PlaceInS3> place_in_s3(std::string_view url) {
  constexpr std::string_view kVersion = "?versionId=";
  const std::size_t query = url.find(kVersion);
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  const std::string_view rest = url.substr(0, query).substr(std::min(scheme + 3, query));
  auto place = url.starts_with("s3://") ? place_of(rest) : place_at_host(rest);
  if (place && query != std::string_view::npos) place->version = url.substr(query + kVersion.size());
  return place;
}

std::optional<PlaceInS3> place_in_s3(const Node& value) {
  if (value.is_string()) return place_in_s3(value.text);
  if (!value.is_map()) return std::nullopt;
  const bool long_names = value.find("S3Bucket") != nullptr;
  PlaceInS3 place{text_at(value, long_names ? "S3Bucket" : "Bucket"), text_at(value, long_names ? "S3Key" : "Key")};
  if (place.bucket.empty() || place.key.empty()) return std::nullopt;
  return place;
}

}  // namespace cxsam::artifacts
