#include "transform/locations.h"

#include "base/text.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kScheme = "s3://";

std::optional<S3Location> parse_uri(const Node& origin, std::string_view uri) {
  if (!uri.starts_with(kScheme)) return std::nullopt;
  uri.remove_prefix(kScheme.size());
  const std::size_t slash = uri.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == uri.size()) return std::nullopt;
  std::string_view key = uri.substr(slash + 1);
  std::optional<Node> version;
  if (const std::size_t query = key.find('?'); query != std::string_view::npos) {
    for (const std::string_view field : split(key.substr(query + 1), '&')) {
      if (field.starts_with("versionId=")) version = make_string(std::string(field.substr(10)), origin);
    }
    key = key.substr(0, query);
  }
  return S3Location{make_string(std::string(uri.substr(0, slash)), origin), make_string(std::string(key), origin), version};
}

S3Location stand_in(const Node& origin, std::string_view path) {
  return {make_string("local", origin), make_string(path.empty() ? "." : std::string(path), origin), std::nullopt};
}

}  // namespace

std::optional<S3Location> read_location(Scope& scope, const Node* value, std::string_view property) {
  const bool local_allowed = scope.work.options.artifacts == ArtifactPaths::StandIn;
  if (!value) {
    if (local_allowed) return stand_in(scope.make.origin(), "");
    scope.error(nullptr, "`" + std::string(property) + "` is missing", "give an S3 location, as `cxsam package` does");
    return std::nullopt;
  }
  if (value->is_map() && !as_intrinsic(*value)) {
    const Node* bucket = value->find("Bucket");
    const Node* key = value->find("Key");
    const Node* version = value->find("Version");
    if (bucket && key) return S3Location{*bucket, *key, version ? std::optional(*version) : std::nullopt};
    scope.error(value, "`" + std::string(property) + "` needs both `Bucket` and `Key`");
    return std::nullopt;
  }
  const auto uri = scope.work.text(value);
  if (auto location = uri ? parse_uri(*value, *uri) : std::nullopt) return location;
  if (local_allowed) return stand_in(*value, uri.value_or(""));
  scope.error(
      value,
      "`" + std::string(property) + "` is not an S3 location of the form `s3://bucket/key` (`?versionId=...` may follow)",
      "`cxsam package` uploads local files and writes the location here");
  return std::nullopt;
}

}  // namespace cxsam::transform
