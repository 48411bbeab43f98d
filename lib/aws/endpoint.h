// Where a service is reached.
#pragma once

#include <string>
#include <string_view>

#include "aws/settings.h"
#include "base/result.h"
#include "facts/services.h"

namespace cxsam::aws {

struct Endpoint {
  std::string url;     // without a slash at its end: "https://sts.eu-west-1.amazonaws.com"
  std::string region;  // that requests are signed for
  bool is_aws = true;  // false: one that the user names, as of LocalStack
};

/// A switch of the environment, as AWS_USE_FIPS_ENDPOINT, else of the profile (`use_fips_endpoint`).
bool is_on(const Settings& settings, std::string_view variable);

/// --endpoint-url, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's section `[services]`, the profile's
/// `endpoint_url`, else AWS in the Region's partition. AWS_IGNORE_CONFIGURED_ENDPOINT_URLS turns off all but the option;
/// AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT choose among AWS's own.
/// Sources: AWS SDKs and Tools reference guide, "Service-specific endpoints", "Dual-stack and FIPS endpoints".
Endpoint endpoint_of(const facts::Service& service, const std::string& region, const Settings& settings);

}  // namespace cxsam::aws
