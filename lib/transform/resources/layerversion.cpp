// AWS::Serverless::LayerVersion: a layer whose logical id changes with its content, so that old versions stay.
// Source: AWS SAM developer guide, "AWS::Serverless::LayerVersion".
#include <array>

#include "base/text.h"
#include "transform/ids.h"
#include "transform/locations.h"
#include "transform/resource_type.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"CompatibleArchitectures", kList},
    Property{"CompatibleRuntimes", kList},
    Property{"ContentUri", kText | kMap},
    Property{"Description", kText},
    Property{"LayerName", kText},
    Property{"LicenseInfo", kText},
    Property{"PublishLambdaVersion", kBool},
    Property{"RetentionPolicy", kText},
};

std::string new_id(const Scope& scope) {
  Node resource = scope.work.resolved(scope.body);
  for (const std::string_view name : {"DeletionPolicy", "UpdateReplacePolicy", "Metadata"}) resource.erase(name);
  return hashed_id(scope.id, make_map({{scope.id, scope.id_span, std::move(resource)}}));
}

/// "Retain" unless RetentionPolicy, or without it the DeletionPolicy of the resource, says otherwise.
std::optional<Node> deletion_policy(Scope& scope) {
  if (const Node* own = scope.body.find("DeletionPolicy"); own && !scope.property("RetentionPolicy")) return *own;
  const Node* policy = scope.property("RetentionPolicy");
  if (!policy) return scope.make.text("Retain");
  const auto text = scope.work.text(policy);
  for (const std::string_view known : {"Retain", "Delete"}) {
    if (text && equals_ignoring_case(*text, known)) return make_string(std::string(known), *policy);
  }
  scope.error(policy, "`RetentionPolicy` must be `Retain` or `Delete`");
  return std::nullopt;
}

void transform_layer(Scope& scope) {
  if (const Node* architectures = scope.property("CompatibleArchitectures")) {
    for (const Node& architecture : architectures->items) {
      const auto text = scope.work.text(&architecture);
      if (!text || text == "x86_64" || text == "arm64") continue;
      return scope.error(&architecture, "`" + *text + "` is not an architecture of Lambda", "use `x86_64` or `arm64`");
    }
  }
  auto policy = deletion_policy(scope);
  auto location = read_location(scope, scope.property("ContentUri"), "ContentUri");
  if (!location) return;
  const Maker& make = scope.make;
  const std::string id = new_id(scope);
  const Node* name = scope.property("LayerName");
  Node content = make.map("S3Bucket", std::move(location->bucket), "S3Key", std::move(location->key), "S3ObjectVersion",
                          std::move(location->version));
  Node properties =
      make.map("Content", std::move(content), "Description", scope.copy("Description"), "LayerName",
               name ? *name : make.text(scope.id), "CompatibleArchitectures", scope.copy("CompatibleArchitectures"),
               "CompatibleRuntimes", scope.copy("CompatibleRuntimes"), "LicenseInfo", scope.copy("LicenseInfo"));
  scope.add(id, "AWS::Lambda::LayerVersion", std::move(properties),
            {.main = true, .metadata = false, .deletion_policy = std::move(policy)});
  scope.work.renamed[scope.id] = id;
}

}  // namespace

extern const ResourceType resource_layerversion;
const ResourceType resource_layerversion{"AWS::Serverless::LayerVersion", Phase::Others, kProperties, transform_layer};

}  // namespace cxsam::transform
