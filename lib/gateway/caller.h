// Who sends a request, as far as the steps before the integration have found out. Events and `$context` show it.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cxsam::gateway {

struct Caller {
  /// `requestContext.authorizer` as JSON text, "" for none.
  std::string authorizer;
  /// Members of `requestContext.identity` that are not null: "accessKey", "apiKey", "apiKeyId", "caller", "user", ...
  std::vector<std::pair<std::string, std::string>> identity;
  /// The API key that an authorizer names, where the API takes it from there (`usageIdentifierKey`).
  std::string usage_key;
};

}  // namespace cxsam::gateway
