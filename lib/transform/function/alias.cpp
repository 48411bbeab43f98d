#include "transform/function/alias.h"

#include <algorithm>
#include <cctype>

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

}  // namespace

std::string alias_id(const Scope& scope, const std::string& alias) {
  std::string letters;
  std::ranges::copy_if(alias, std::back_inserter(letters), [](unsigned char c) { return std::isalnum(c) != 0; });
  return scope.id + "Alias" + letters;
}

std::optional<std::string> add_alias(Scope& scope, const Node& function) {
  const Node* wanted = scope.property("AutoPublishAlias");
  if (!wanted) return std::nullopt;
  const auto alias = scope.work.text(wanted);
  if (!alias) {
    scope.error(wanted, "`AutoPublishAlias` must be text, or a `Ref` to a parameter with a value");
    return std::nullopt;
  }
  const Maker make(wanted->span, scope.work.expand(wanted->span, "AutoPublishAlias", scope.make.origin().expansion));
  const std::string version = version_id(scope, function);
  const Node* keep = scope.property("VersionDeletionPolicy");
  scope.add(version, "AWS::Lambda::Version",
            make.map("Description", scope.copy("VersionDescription"), "FunctionName", make.ref(scope.id)),
            {.deletion_policy = keep ? *keep : make.text("Retain")});
  scope.add(alias_id(scope, *alias), "AWS::Lambda::Alias",
            make.map("Name", *alias, "FunctionName", make.ref(scope.id), "FunctionVersion", make.get_att(version, "Version"),
                     "ProvisionedConcurrencyConfig", scope.copy("ProvisionedConcurrencyConfig")));
  scope.work.generated_properties[scope.id + ".Version"] = version;
  scope.work.generated_properties[scope.id + ".Alias"] = alias_id(scope, *alias);
  return alias;
}

}  // namespace cxsam::transform
