// Route 53 records of custom domains. APIs whose domains are in one hosted zone share a record set group.
// Source: AWS SAM developer guide, "Route53Configuration".
#pragma once

#include <cstdint>
#include <functional>

#include "transform/domains/domain.h"

namespace cxsam::transform {

/// What a record points at: both are properties of the domain, or of an endpoint of a VPC.
struct AliasTarget {
  Node zone;
  Node name;
};

enum class RecordGroups : std::uint8_t {
  Shared,         // always one group for a zone
  Last,           // one group for a zone, which has the records of the last API only and none of its attributes
  SharedOrOwned,  // SeparateRecordSetGroup gives the domain a group of its own
};

/// Adds the records that `Route53` of the domain asks for, if it does. `target_of` gets the checked `Route53`.
void add_record_sets(Scope& api, const Domain& domain, RecordGroups groups,
                     const std::function<AliasTarget(const Node& route53)>& target_of);

}  // namespace cxsam::transform
