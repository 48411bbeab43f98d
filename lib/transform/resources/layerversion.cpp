// AWS::Serverless::LayerVersion: a layer whose logical id changes with its content, so that old versions stay.
// Source: AWS SAM developer guide, "AWS::Serverless::LayerVersion".
#include <array>

#include "base/text.h"
#include "transform/ids.h"
#include "transform/locations.h"
#include "transform/resource_type.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"CompatibleArchitectures", kList | kTexts},
    Property{"CompatibleRuntimes", kList | kTexts},
    Property{"ContentUri", kText | kMap},
    Property{"Description", kText},
    Property{"LayerName", kText | kMap},
    Property{"LicenseInfo", kText},
    Property{"PublishLambdaVersion", kBool},
    Property{"RetentionPolicy", kText},
};

/// What AWS reads as text: references to parameters in them are replaced by the values, in the hash as in the layer.
constexpr std::array<std::string_view, 4> kTexts{"LayerName", "Description", "LicenseInfo", "RetentionPolicy"};

std::optional<Node> resolved_text(const Scope& scope, std::string_view name) {
  const Node* value = scope.property(name);
  return value ? std::optional(scope.work.resolved(*value)) : std::nullopt;
}

std::string new_id(const Scope& scope) {
  Node resource = scope.body;
  for (const std::string_view name : {"DeletionPolicy", "UpdateReplacePolicy", "Metadata", "UpdatePolicy", "CreationPolicy"})
    resource.erase(name);
  erase_if(properties_of(resource).members, [](const Member& member) { return member.value.is_null(); });
  for (const std::string_view name : kTexts) {
    if (auto text = resolved_text(scope, name)) properties_of(resource).set(name, std::move(*text));
  }
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

/// A number as the Default of a parameter is no text that could go into the hash. False after an error.
bool check_texts(Scope& scope) {
  for (const std::string_view name : kTexts) {
    const Node* written = scope.property(name);
    if (!written || !as_intrinsic(*written) || as_intrinsic(*written)->name != "Ref") continue;
    const Node value = scope.work.resolved(*written);
    if (value.is_string() || as_intrinsic(value)) continue;
    scope.error(written, "the value of the parameter in `" + std::string(name) + "` must be a text",
                "put its `Default` in quotes");
  }
  return !scope.failed();
}

void transform_layer(Scope& scope) {
  if (!check_texts(scope)) return;
  const std::string id = new_id(scope);
  scope.set_part("`" + id + "`");
  if (const Node* architectures = scope.property("CompatibleArchitectures")) {
    for (const Node& architecture : architectures->items) {
      const auto text = architecture.as_string();
      if (!text || text == "x86_64" || text == "arm64") continue;
      return scope.error(&architecture, "`" + std::string(*text) + "` is not an architecture of Lambda",
                         "use `x86_64` or `arm64`");
    }
  }
  auto policy = deletion_policy(scope);
  auto content = read_location(scope, scope.property("ContentUri"), "ContentUri", kCodeKeys);
  if (!content) return;
  const Maker& make = scope.make;
  const auto name = resolved_text(scope, "LayerName");
  Node properties = make.map("Content", std::move(content), "Description", resolved_text(scope, "Description"), "LayerName",
                             name && is_given(&*name) ? *name : make.text(scope.id), "CompatibleArchitectures",
                             scope.copy("CompatibleArchitectures"), "CompatibleRuntimes", scope.copy("CompatibleRuntimes"),
                             "LicenseInfo", resolved_text(scope, "LicenseInfo"));
  scope.add(id, "AWS::Lambda::LayerVersion", std::move(properties),
            {.main = true, .metadata = false, .deletion_policy = std::move(policy)});
  scope.work.renamed[scope.id] = id;
}

}  // namespace

extern const ResourceType resource_layerversion{"AWS::Serverless::LayerVersion", Phase::Others, kProperties, transform_layer};

}  // namespace cxsam::transform
