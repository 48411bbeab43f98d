// Who may sign requests for a WebSocket API.
#pragma once

#include "tests/unit/gateway/signing.h"

namespace cxsam::test {

/// ALICE may do everything, BOB only read; the secret of both is "s".
inline gateway::GuardOptions two_signers() {
  const auto signers = gateway::read_signers(R"({"users": [{"accessKeyId": "ALICE", "secretAccessKey": "s"},
      {"accessKeyId": "BOB", "secretAccessKey": "s", "arn": "arn:aws:iam::123456789012:user/bob", "policies": [{"Statement":
        {"Effect": "Allow", "Action": "execute-api:*", "Resource": "arn:aws:execute-api:*:*:Chat/live/GET/*"}}]}]})",
                                             "123456789012");
  return {.signers = *signers, .signers_are_named = true};
}

}  // namespace cxsam::test
