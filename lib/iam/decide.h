// What policies say of a request.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "iam/conditions.h"
#include "iam/policy.h"

namespace cxsam::iam {

/// Who asks; everything is empty for somebody unknown.
struct Principal {
  std::vector<std::string> arns;  // of a user; of a session with a role, its own and the role's
  std::string account;
  std::string service;  // "apigateway.amazonaws.com"
};

struct Ask {
  Principal principal;
  std::string action;    // "execute-api:Invoke"
  std::string resource;  // an ARN
  Conditions conditions;
};

enum class Decision : std::uint8_t { Unsaid, Allowed, Denied };

/// A statement that denies counts before all that allow; Unsaid when none is for this request. Policies of one side only:
/// whether identity and resource must both allow is for the caller to say.
Decision decide(std::span<const Policy> policies, const Ask& ask);

}  // namespace cxsam::iam
