#include "transform/function/code.h"

#include "transform/locations.h"

namespace cxsam::transform {
namespace {

std::optional<Node> image_code(Scope& scope) {
  if (auto uri = scope.copy("ImageUri")) return scope.make.map("ImageUri", std::move(uri));
  const Node* metadata = scope.body.find("Metadata");
  if (scope.work.options.artifacts == ArtifactPaths::StandIn && metadata && metadata->find("Dockerfile")) {
    return scope.make.map("ImageUri", "local/" + scope.id + ":latest");
  }
  scope.error(nullptr, "`ImageUri` is missing", "a function with `PackageType: Image` needs the URI of its image");
  return std::nullopt;
}

}  // namespace

PackageType package_type(Scope& scope) {
  const std::string declared = scope.text("PackageType").value_or(scope.property("ImageUri") ? "Image" : "Zip");
  if (declared == "Image") {
    for (const std::string_view name : {"Runtime", "Handler", "Layers"}) {
      const Node* value = scope.property(name);
      if (value) scope.error(value, "`" + std::string(name) + "` cannot be used with `PackageType: Image`", "remove it");
    }
    return PackageType::Image;
  }
  if (declared != "Zip") {
    scope.error(scope.property("PackageType"), "`PackageType` must be `Zip` or `Image`");
    return PackageType::Zip;
  }
  for (const std::string_view name : {"ImageUri", "ImageConfig"}) {
    const Node* value = scope.property(name);
    if (value) scope.error(value, "`" + std::string(name) + "` needs `PackageType: Image`");
  }
  for (const std::string_view name : {"Handler", "Runtime"}) {
    if (scope.property(name)) continue;
    scope.error(nullptr, "`" + std::string(name) + "` is missing",
                "a function that is packaged as a zip needs `Handler` and `Runtime`");
  }
  return PackageType::Zip;
}

std::optional<Node> function_code(Scope& scope, PackageType package) {
  if (package == PackageType::Image) return image_code(scope);
  std::optional<Node> code;
  if (const Node* text = scope.property("InlineCode"); text) {
    code = scope.make.map("ZipFile", text);
  } else if (auto location = read_location(scope, scope.property("CodeUri"), "CodeUri")) {
    code = scope.make.map("S3Bucket", std::move(location->bucket), "S3Key", std::move(location->key), "S3ObjectVersion",
                          std::move(location->version));
  }
  if (code) scope.make.add(*code, "SourceKMSKeyArn", scope.copy("SourceKMSKeyArn"));
  return code;
}

}  // namespace cxsam::transform
