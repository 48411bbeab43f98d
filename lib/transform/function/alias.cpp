#include "transform/function/alias.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "transform/ids.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

bool publishes_snapshots(const Node* snap_start) {
  const Node* applies = snap_start ? snap_start->find("ApplyOn") : nullptr;
  return applies && applies->as_string() != "None";
}

/// The layers of this template that say that a new version of them is one of the function: their properties.
void add_published_layers(Scope& scope, const Node* layers, Node& data) {
  if (!layers) return;
  for (const Node& layer : layers->items) {
    const auto intrinsic = as_intrinsic(layer);
    const auto id = intrinsic && intrinsic->name == "Ref" ? intrinsic->argument->as_string() : std::nullopt;
    Member* resource =
        id && scope.work.type_of(*id) == "AWS::Serverless::LayerVersion" ? scope.work.find_resource(*id) : nullptr;
    const Node* properties = resource ? &properties_of(resource->value) : nullptr;
    const Node* publishes = properties ? value_at(properties, "PublishLambdaVersion") : nullptr;
    if (publishes && publishes->as_bool().value_or(true)) data.set(*id, *properties);
  }
}

/// What a new version depends on: code, environment, memory, snapshots; with AutoPublishAliasAllProperties everything.
std::string version_id(Scope& scope, const Node& function) {
  const std::string prefix = scope.id + "Version";
  if (const auto hash = scope.text("AutoPublishCodeSha256"); hash && !hash->empty()) return prefix + hash->substr(0, 10);
  if (scope.flag("AutoPublishAliasAllProperties")) {
    Node data = function;
    add_published_layers(scope, function.find("Layers"), data);
    return hashed_id(prefix, data);
  }
  const Node* code = function.find("Code");
  Node data = code && code->is_map() ? scope.work.resolved(*code) : scope.make.map("Code", code);
  if (const Node* environment = function.find("Environment")) {
    for (const Member& member : environment->members) data.set(member.key, member.value);
  }
  if (const Node* memory = function.find("MemorySize"); is_given(memory)) data.set("MemorySize", *memory);
  if (const Node* snap_start = function.find("SnapStart"); publishes_snapshots(snap_start)) data.set("SnapStart", *snap_start);
  return hashed_id(prefix, data);
}

/// The version's own deletion policy: versions stay unless the function or VersionDeletionPolicy says otherwise. Those of
/// capacity providers do not stay, since they keep instances running.
std::optional<Node> deletion_policy(Scope& scope, const Maker& make) {
  const Node* wanted = scope.property("VersionDeletionPolicy");
  if (scope.body.find("DeletionPolicy")) return std::nullopt;
  const auto intrinsic = wanted ? as_intrinsic(*wanted) : std::nullopt;
  if (wanted && !(intrinsic && intrinsic->name == "Ref")) return *wanted;
  const Node* capacity = scope.property("CapacityProviderConfig");
  return make.text(capacity && !capacity->members.empty() ? "Delete" : "Retain");
}

bool is_alias_name(std::string_view name) {
  const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; };
  return std::ranges::all_of(name, allowed) && !std::ranges::all_of(name, is_digit);
}

}  // namespace

void check_version_policy(Scope& scope) {
  const Node* wanted = scope.property("VersionDeletionPolicy");
  if (!wanted) return;
  if (!as_intrinsic(*wanted) && wanted->as_string() != "Delete" && wanted->as_string() != "Retain") {
    scope.error(wanted, "`VersionDeletionPolicy` must be `Delete` or `Retain`");
  } else if (!scope.property("AutoPublishAlias")) {
    scope.error(wanted, "`VersionDeletionPolicy` needs `AutoPublishAlias`", "add `AutoPublishAlias: live`");
  }
}

const Node* provisioned_concurrency(const Scope& scope) {
  const Node* config = scope.property("ProvisionedConcurrencyConfig");
  return is_given(config) ? config : nullptr;
}

std::string alias_id(const Scope& scope, const std::string& alias) {
  return scope.id + "Alias" + replace_all(replace_all(alias, "-", "D"), "_", "U");
}

std::optional<std::string> alias_name(Scope& scope) {
  const Node* wanted = scope.property("AutoPublishAlias");
  if (!wanted) return std::nullopt;
  auto alias = scope.work.text(wanted);
  const auto intrinsic = as_intrinsic(*wanted);
  const bool is_ref = intrinsic && intrinsic->name == "Ref";
  if (!alias && is_ref && scope.work.options.artifacts == ArtifactPaths::StandIn) {
    const auto names = scope.work.names_without_value(*wanted);
    if (!names.empty()) alias = replace_all(names.front(), "::", "");
  }
  if (!alias || (intrinsic && !is_ref)) {
    scope.error(wanted, "`AutoPublishAlias` must be text, or a `Ref` to a parameter with a value",
                "give the parameter a value or a `Default`");
    return std::nullopt;
  }
  if (alias->empty()) {
    if (is_ref) scope.error(wanted, "`AutoPublishAlias` refers to a parameter that is empty", "give the parameter a value");
    return std::nullopt;
  }
  if (!is_alias_name(*alias)) {
    scope.error(wanted, "`" + *alias + "` cannot be an alias",
                "use letters, digits, `-` and `_`, and at least one that is no digit");
  }
  return alias;
}

void add_alias(Scope& scope, const std::string& alias, const Node& function, std::optional<Node> update_policy) {
  const Maker make = scope.make_for(scope.property("AutoPublishAlias")->span, "AutoPublishAlias");
  const std::string version = version_id(scope, function);
  scope.add(version, "AWS::Lambda::Version",
            make.map("Description", scope.copy("VersionDescription"), "FunctionName", make.ref(scope.id),
                     "FunctionScalingConfig", scope.copy("FunctionScalingConfig")),
            {.deletion_policy = deletion_policy(scope, make)});
  const std::string id = alias_id(scope, alias);
  const Node* wanted = scope.property("AutoPublishAlias");
  const bool stood_in = as_intrinsic(*wanted) && !scope.work.text(wanted);
  scope.add(id, "AWS::Lambda::Alias",
            make.map("Name", stood_in ? *wanted : make.text(alias), "FunctionName", make.ref(scope.id), "FunctionVersion",
                     make.get_att(version, "Version"), "ProvisionedConcurrencyConfig", provisioned_concurrency(scope)),
            {.update_policy = std::move(update_policy)});
  scope.work.generated_properties[scope.id + ".Version"] = version;
  scope.work.generated_properties[scope.id + ".Alias"] = id;
}

}  // namespace cxsam::transform
