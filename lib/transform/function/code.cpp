#include "transform/function/code.h"

#include "transform/locations.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

/// A property that is there and not empty.
const Node* filled(const Scope& scope, std::string_view name) {
  const Node* value = scope.property(name);
  return is_given(value) ? value : nullptr;
}

std::optional<Node> image_code(Scope& scope) {
  if (const Node* uri = filled(scope, "ImageUri")) return scope.make.map("ImageUri", uri);
  const Node* metadata = scope.body.find("Metadata");
  if (scope.work.options.artifacts != ArtifactPaths::Required && metadata && metadata->find("Dockerfile")) {
    if (scope.work.options.artifacts == ArtifactPaths::AsWritten) note_local(scope, *metadata, "Dockerfile");
    return scope.make.map("ImageUri", "local/" + scope.id + ":latest");
  }
  scope.error(nullptr, "`ImageUri` is missing", "a function with `PackageType: Image` needs the URI of its image");
  return std::nullopt;
}

}  // namespace

PackageType package_type(Scope& scope) {
  const Node* declared = filled(scope, "PackageType");
  const bool is_image = declared && declared->as_string() == "Image";
  if (declared && !is_image && declared->as_string() != "Zip") {
    scope.error(declared, "`PackageType` must be `Zip` or `Image`");
  }
  if (is_image) {
    for (const std::string_view name : {"Runtime", "Handler", "Layers"}) {
      const Node* value = filled(scope, name);
      if (value) scope.error(value, "`" + std::string(name) + "` cannot be used with `PackageType: Image`", "remove it");
    }
    return PackageType::Image;
  }
  if (const Node* config = filled(scope, "ImageConfig")) {
    scope.error(config, "`ImageConfig` needs `PackageType: Image`");
  }
  for (const std::string_view name : {"Handler", "Runtime"}) {
    if (filled(scope, name)) continue;
    scope.error(nullptr, "`" + std::string(name) + "` is missing",
                "a function that is packaged as a zip needs `Handler` and `Runtime`; one with an image `PackageType: Image`");
  }
  return PackageType::Zip;
}

std::optional<Node> function_code(Scope& scope, PackageType package) {
  if (package == PackageType::Image) return image_code(scope);
  std::optional<Node> code;
  if (const Node* text = scope.property("InlineCode"); text) {
    code = scope.make.map("ZipFile", text);
  } else {
    code = read_location(scope, scope.property("CodeUri"), "CodeUri", kCodeKeys);
  }
  if (code && code->is_map()) scope.make.add(*code, "SourceKMSKeyArn", filled(scope, "SourceKMSKeyArn"));
  return code;
}

}  // namespace cxsam::transform
