// One call of a service: signed, sent, and tried again where that helps.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "aws/credentials.h"
#include "aws/error.h"
#include "aws/settings.h"
#include "loop/world.h"
#include "system/http_client.h"

namespace cxsam::aws {

/// What all calls of a command share.
struct Wire {
  World world;
  system::HttpClient& http;
  const Settings& settings;
  std::chrono::seconds skew{0};  // how much AWS's clocks are ahead of this machine's, once a refused request has shown it
};

/// AWS_CA_BUNDLE and the profile's `ca_bundle`.
system::HttpClientOptions http_options(const Settings& settings);

struct Call {
  std::string service;           // "s3", by its name in facts::find_service()
  std::string region;            // "" = the one in use
  system::HttpRequest request;   // `url` begins with the path
  std::string payload = {};      // what stands for the body in the signature (sigv4.h); "" = its digest
  std::string host_prefix = {};  // "bucket." of a bucket that is part of the host
  bool repeatable = true;        // false: sent again only when throttled, as Invoke, which may have been done already
};

/// Without credentials the request is not signed. An answer of 400 and more is an error. Requests are sent again, each
/// time after a longer, random pause: throttled ones up to 10 times, failed and unanswered ones up to 5, or all as
/// AWS_MAX_ATTEMPTS or the profile's `max_attempts` say. A request that was refused for its time is signed once more by the
/// server's clock. Source: AWS SDKs and Tools reference guide, "Retry behavior", standard mode.
Task<Answer<system::HttpAnswer>> exchange(Wire& wire, Call call, std::optional<Credentials> credentials);

}  // namespace cxsam::aws
