#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: AWS CloudFormation template reference, "AWS::RDS::DBInstance", ReplicaMode.
bool has_replica_mode(std::string_view engine) {
  return engine.starts_with("oracle") || engine.starts_with("custom-oracle") || engine.starts_with("db2");
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& database : values_for_rule(context, "W3699"))
    for (const PlacedValue& engine : values_below(context, database, {"Engine"})) {
      if (!engine.node->is_string() || has_replica_mode(engine.text())) continue;
      for (const PlacedValue& mode : values_below(context, where_chosen(database, engine), {"ReplicaMode"}))
        findings.gap(engine.chosen).add(mode.member, "`ReplicaMode` means nothing for `" + std::string(engine.text()) + "`");
    }
}

}  // namespace

extern const Rule rule_W3699_ignored_replica_mode{
    .id = "W3699",
    .summary = "`ReplicaMode` is set for engines that have it",
    .why = "Only Oracle and Db2 have mounted replicas; other engines drop the property.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
