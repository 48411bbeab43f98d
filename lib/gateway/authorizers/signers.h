// Who may sign requests: keys, and what the policies of their owners say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.h"
#include "base/result.h"
#include "iam/policy.h"

namespace cxsam::gateway {

struct Signer {
  aws::Credentials keys;
  std::string arn;      // "arn:aws:iam::123456789012:user/alice"
  std::string account;  // of the ARN
  std::string user_id;
  bool unbounded = false;  // no policies are given: everything is allowed
  std::vector<iam::Policy> policies;
};

/// {"users": [{"accessKeyId", "secretAccessKey", "sessionToken"?, "arn"?, "userId"?, "policies"?: [documents]}]}. Who has no
/// `policies` may call everything. Errors say where.
Result<std::vector<Signer>> read_signers(std::string_view json, std::string_view account);

/// One who may call everything, as the account's owner.
Signer make_signer(aws::Credentials keys, std::string_view account);

/// Null for a key of nobody.
const Signer* find_signer(const std::vector<Signer>& signers, std::string_view access_key);

}  // namespace cxsam::gateway
