// The policy documents of a template: who may do what.
#pragma once

#include <deque>
#include <vector>

#include "lint/places/values.h"

namespace cxsam::lint {

struct Policies {
  std::vector<PlacedValue> documents;
  std::deque<Node> read;  // what is written as JSON in a text, at the text's place
};

/// The documents that are held against a policy schema (identity, resource, repository and trust policies).
Policies policies_of(const CheckContext& context);

/// Those that say what users, groups and roles may do.
Policies identity_policies_of(const CheckContext& context);

/// `Statement` may be one statement or a list of them.
std::vector<PlacedValue> statements_of(const CheckContext& context, const PlacedValue& policy);

}  // namespace cxsam::lint
