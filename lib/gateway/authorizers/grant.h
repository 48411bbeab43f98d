// What an authorizer's function answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "iam/policy.h"

namespace cxsam::gateway {

/// An answer that can be used. It counts for every request with the same identity: its policy is asked for each anew.
struct Grant {
  std::optional<bool> authorized;     // of a simple answer; else the policy says it
  std::vector<iam::Policy> policies;  // one, or none
  std::string context_v1;             // as Caller has them
  std::string context_v2;
  std::string usage_key;
};

/// What an API takes for an answer.
struct GrantForm {
  bool rest = true;     // values of the context are texts, numbers or truth values, and become texts
  bool simple = false;  // `isAuthorized` instead of a policy
  bool as_sam = false;  // as SAM CLI's start-api takes it
};

/// Errors say what of the answer is wrong. Sources: API Gateway developer guide, "Output from an API Gateway Lambda
/// authorizer", and "Control access to HTTP APIs with Lambda authorizers"; SAM CLI, "sam local start-api".
Result<Grant> read_grant(std::string_view answer, const GrantForm& form);

}  // namespace cxsam::gateway
