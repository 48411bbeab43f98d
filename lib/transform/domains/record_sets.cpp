#include "transform/domains/record_sets.h"

#include "transform/ids.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

Node record(const Domain& domain, const Node& route53, std::string_view type, const AliasTarget& target) {
  const Maker& make = domain.make;
  return make.map("Name", domain.name, "Type", type, "AliasTarget",
                  make.map("EvaluateTargetHealth", value_at(&route53, "EvaluateTargetHealth"), "HostedZoneId", target.zone,
                           "DNSName", target.name),
                  "Region", value_at(&route53, "Region"), "SetIdentifier", value_at(&route53, "SetIdentifier"));
}

/// False after an error.
bool check(Scope& api, const Node& route53, RecordGroups groups) {
  if (!route53.is_map()) {
    api.error(&route53, "`Route53` of `Domain` must be a map");
    return false;
  }
  if (!value_at(&route53, "HostedZoneId") && !value_at(&route53, "HostedZoneName")) {
    api.error(&route53, "`Route53` of `Domain` needs `HostedZoneId` or `HostedZoneName`",
              "name the hosted zone that gets the record");
    return false;
  }
  const Node* separate = value_at(&route53, "SeparateRecordSetGroup");
  if (groups != RecordGroups::SharedOrOwned || !is_given(separate) || separate->kind == Node::Kind::Bool) return true;
  api.error(separate, "`SeparateRecordSetGroup` must be true or false");
  return false;
}

bool has_own_group(const Node& route53, RecordGroups groups) {
  return groups == RecordGroups::SharedOrOwned && is_on(route53.find("SeparateRecordSetGroup"));
}

std::string group_id(const Domain& domain, const Node& route53, bool own) {
  const Node* id = value_at(&route53, "HostedZoneId");
  const Node& zone = id ? *id : *route53.find("HostedZoneName");
  return hashed_id("RecordSetGroup", own ? domain.make.list(zone, domain.name) : zone);
}

Node group(const Domain& domain, const Node& route53, RecordGroups groups, Node records) {
  const Node* id = value_at(&route53, "HostedZoneId");
  const Node* name = value_at(&route53, "HostedZoneName");
  // HTTP and WebSocket APIs give CloudFormation one of the two.
  if (groups != RecordGroups::SharedOrOwned && id) name = nullptr;
  return domain.make.map("HostedZoneId", id, "HostedZoneName", name, "RecordSets", std::move(records));
}

}  // namespace

void add_record_sets(Scope& api, const Domain& domain, RecordGroups groups,
                     const std::function<AliasTarget(const Node& route53)>& target_of) {
  const Node* given = value_at(&domain.settings, "Route53");
  if (!given || !check(api, *given, groups)) return;
  const AliasTarget target = target_of(*given);
  Node records = domain.make.list(record(domain, *given, "A", target));
  if (is_on(given->find("IpV6"))) records.items.push_back(record(domain, *given, "AAAA", target));
  const bool own = has_own_group(*given, groups);
  const std::string id = group_id(domain, *given, own);
  const bool last = groups == RecordGroups::Last;
  Node* existing = own || last ? nullptr : api.work.generated(id);
  if (!existing) {
    return api.add_shared(id, "AWS::Route53::RecordSetGroup", group(domain, *given, groups, std::move(records)),
                          {.inherits = !last});
  }
  Node& all = list_at(properties_of(*existing), "RecordSets", domain.make);
  all.items.insert(all.items.end(), records.items.begin(), records.items.end());
}

}  // namespace cxsam::transform
