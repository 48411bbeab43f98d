// API keys, and what usage plans allow them. Source: API Gateway developer guide, "Usage plans and API keys for REST APIs".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "application/key_ring.h"
#include "gateway/failure.h"
#include "gateway/served.h"

namespace cxsam::gateway {

/// What a key is used for.
struct KeyedRequest {
  std::string_view stack_path;  // of the API
  const std::string& stage;
  std::string bucket;  // under which the method's own limit is counted, one for each API and stage
  std::string method;  // as plans name it: "GET /items", "sendMessage"
};

struct UsedKey {
  const application::ApiKey* key = nullptr;  // null: nobody's, or not enabled
  std::optional<Failure> failure = {};       // why it does not let the request through
};

/// Takes a request from what the key's plan allows: requests of this method, requests of all, requests in this period. `keys`
/// may be null.
UsedKey use_key(const Services& services, const application::KeyRing* keys, std::string_view value,
                const KeyedRequest& request);

}  // namespace cxsam::gateway
