// One authorizer, from whichever of its three spellings: resource of a REST API, resource of an HTTP API, security scheme.
#pragma once

#include <string>
#include <vector>

#include "application/live_resources.h"

namespace cxsam::application {

/// What the spellings have in common, under one name each; pointers may be null.
struct AuthorizerSource {
  std::string name;
  std::string type;                 // "TOKEN", "JWT", in any case
  std::string uri;                  // of the function
  std::vector<std::string> places;  // "method.request.header.X"
  std::string validation = {};
  std::string payload_format = {};
  const Node* simple = nullptr;
  const Node* ttl = nullptr;
  const Node* user_pools = nullptr;
  std::string issuer = {};
  const Node* audience = nullptr;
  Span where = {};
  std::string called = {};
  bool scheme = false;
};

AuthorizerSource rest_source(const LiveResource& resource);
AuthorizerSource http_source(const LiveResource& resource);
/// `extension` is what API Gateway adds to the scheme.
AuthorizerSource scheme_source(const Member& scheme, const Node& extension);

/// API Gateway's extension of a security scheme, or null.
const Node* authorizer_extension(const Node& scheme);

/// Whether a security scheme means that callers sign.
bool is_signature(const Node& scheme);

}  // namespace cxsam::application
