#include "transform/locations.h"

#include <algorithm>

#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kScheme = "s3://";

struct S3Location {
  Node bucket;
  Node key;
  std::optional<Node> version;
};

struct LocalPath {
  std::string owner;
  std::string property;
  Span where;
  std::uint32_t expansion = 0;
};
using LocalPaths = std::vector<LocalPath>;

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

Node written(Scope& scope, S3Location location, const LocationKeys& keys) {
  return scope.make.map(keys.bucket, std::move(location.bucket), keys.key, std::move(location.key), keys.version,
                        std::move(location.version));
}

/// What stands for a path that is no S3 location. A function that is not known before deployment stays.
Node local(Scope& scope, const Node* value, std::string_view property, const LocationKeys& keys) {
  const Node& origin = value ? *value : scope.make.origin();
  const auto path = scope.work.text(value);
  if (scope.work.options.artifacts == ArtifactPaths::AsWritten) {
    note_local(scope, origin, property);
    return value && !path ? *value : make_string(path.value_or("."), origin);
  }
  const bool named = path && !path->empty();
  return written(scope, {make_string("local", origin), make_string(named ? *path : ".", origin), std::nullopt}, keys);
}

}  // namespace

void note_local(Scope& scope, const Node& value, std::string_view property) {
  scope.work.notes<LocalPaths>().push_back({scope.id, std::string(property), value.span, value.expansion});
}

void tell_local_paths(Workspace& work) {
  const LocalPaths& paths = work.notes<LocalPaths>();
  if (paths.empty()) return;
  const LocalPath& first = *std::ranges::min_element(paths, {}, [](const LocalPath& path) { return path.where.begin; });
  std::string message = "`" + first.property + "` of `" + first.owner + "` stays as it is written";
  if (paths.size() > 1)
    message += (paths.size() == 2 ? ", and so does " : ", and so do ") + plural(paths.size() - 1, "other local path");
  work.diagnostics.add({
      .id = "",
      .severity = Severity::Info,
      .message = std::move(message),
      .where = first.where,
      .expansion = first.expansion,
      .notes = {"AWS takes code and documents from S3 only: `cxsam package` uploads them and writes where they are."},
  });
}

std::optional<Node> read_location(Scope& scope, const Node* value, std::string_view property, const LocationKeys& keys) {
  const bool local_allowed = scope.work.options.artifacts != ArtifactPaths::Required;
  if (!value) {
    if (local_allowed) return local(scope, value, property, keys);
    scope.error(nullptr, "`" + std::string(property) + "` is missing", "give an S3 location, as `cxsam package` does");
    return std::nullopt;
  }
  if (value->is_map() && !as_intrinsic(*value)) {
    const Node* bucket = value->find("Bucket");
    const Node* key = value->find("Key");
    const Node* version = value->find("Version");
    if (is_given(bucket) && is_given(key))
      return written(scope, {*bucket, *key, version ? std::optional(*version) : std::nullopt}, keys);
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
  if (auto location = uri ? parse_uri(*value, *uri) : std::nullopt) return written(scope, std::move(*location), keys);
  if (local_allowed) return local(scope, value, property, keys);
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
