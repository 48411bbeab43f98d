#include "transform/locations.h"

#include "base/text.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kScheme = "s3://";

std::optional<std::string> plain_text(const Node& value) {
  const auto text = value.as_string();
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<S3Location> parse_uri(const Node& origin, std::string_view uri) {
  if (!uri.starts_with(kScheme)) return std::nullopt;
  uri.remove_prefix(kScheme.size());
  const std::size_t slash = uri.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == uri.size()) return std::nullopt;
  if (uri.find_first_of("[]") < slash) return std::nullopt;  // a placeholder of the AWS CDK
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
  const auto uri = local_allowed ? scope.work.text(value) : plain_text(*value);
  // A dynamic reference passes where it is the whole bucket or the whole key of a location.
  const std::size_t dynamic = uri ? uri->find("{{resolve:") : std::string::npos;
  if (dynamic != std::string::npos && uri->find('/', dynamic) < uri->find("}}", dynamic)) {
    scope.error(value, "`" + std::string(property) + "` cannot be a dynamic reference",
                "use the form `{Bucket: ..., Key: ...}`");
    return std::nullopt;
  }
  if (auto location = uri ? parse_uri(*value, *uri) : std::nullopt) return location;
  if (local_allowed) return stand_in(*value, uri.value_or(""));
  if (as_intrinsic(*value)) {
    scope.error(value, "`" + std::string(property) + "` cannot be an intrinsic function",
                "use the form `{Bucket: ..., Key: ...}`, in which intrinsic functions can stand");
    return std::nullopt;
  }
  scope.error(
      value,
      "`" + std::string(property) + "` is not an S3 location of the form `s3://bucket/key` (`?versionId=...` may follow)",
      "`cxsam package` uploads local files and writes the location here");
  return std::nullopt;
}

}  // namespace cxsam::transform
