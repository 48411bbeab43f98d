#include "transform/function/alias.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "transform/ids.h"

namespace cxsam::transform {
namespace {

bool publishes_snapshots(const Node* snap_start) {
  const Node* applies = snap_start ? snap_start->find("ApplyOn") : nullptr;
  return applies && applies->as_string() != "None";
}

/// What a new version depends on: code, environment, memory, snapshots; with AutoPublishAliasAllProperties everything.
std::string version_id(Scope& scope, const Node& function) {
  const std::string prefix = scope.id + "Version";
  if (const auto hash = scope.text("AutoPublishCodeSha256")) return prefix + hash->substr(0, 10);
  if (scope.flag("AutoPublishAliasAllProperties")) return hashed_id(prefix, function);
  const Node* code = function.find("Code");
  Node data = code ? scope.work.resolved(*code) : scope.make.map();
  if (const Node* environment = function.find("Environment")) {
    for (const Member& member : environment->members) data.set(member.key, member.value);
  }
  if (const Node* memory = function.find("MemorySize")) data.set("MemorySize", *memory);
  if (const Node* snap_start = function.find("SnapStart"); publishes_snapshots(snap_start)) data.set("SnapStart", *snap_start);
  return hashed_id(prefix, data);
}

bool is_alias_name(std::string_view name) {
  const auto allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; };
  const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  return std::ranges::all_of(name, allowed) && !std::ranges::all_of(name, digit);
}

}  // namespace

std::string alias_id(const Scope& scope, const std::string& alias) {
  return scope.id + "Alias" + replace_all(replace_all(alias, "-", "D"), "_", "U");
}

std::optional<std::string> alias_name(Scope& scope) {
  const Node* wanted = scope.property("AutoPublishAlias");
  if (!wanted) return std::nullopt;
  auto alias = scope.work.text(wanted);
  if (!alias) {
    scope.error(wanted, "`AutoPublishAlias` must be text, or a `Ref` to a parameter with a value");
  } else if (alias->empty()) {
    return std::nullopt;
  } else if (!is_alias_name(*alias)) {
    scope.error(wanted, "`" + *alias + "` cannot be an alias",
                "use letters, digits, `-` and `_`, and at least one that is no digit");
  }
  return alias;
}

void add_alias(Scope& scope, const std::string& alias, const Node& function) {
  const Maker make = scope.make_for(scope.property("AutoPublishAlias")->span, "AutoPublishAlias");
  const std::string version = version_id(scope, function);
  const Node* keep = scope.property("VersionDeletionPolicy");
  const bool on_instances = function.find("CapacityProviderConfig") != nullptr;
  scope.add(version, "AWS::Lambda::Version",
            make.map("Description", scope.copy("VersionDescription"), "FunctionName", make.ref(scope.id),
                     "FunctionScalingConfig", scope.copy("FunctionScalingConfig")),
            {.deletion_policy = keep ? *keep : make.text(on_instances ? "Delete" : "Retain")});
  const std::string id = alias_id(scope, alias);
  scope.add(id, "AWS::Lambda::Alias",
            make.map("Name", alias, "FunctionName", make.ref(scope.id), "FunctionVersion", make.get_att(version, "Version"),
                     "ProvisionedConcurrencyConfig", scope.copy("ProvisionedConcurrencyConfig")));
  scope.work.generated_properties[scope.id + ".Version"] = version;
  scope.work.generated_properties[scope.id + ".Alias"] = id;
}

}  // namespace cxsam::transform
