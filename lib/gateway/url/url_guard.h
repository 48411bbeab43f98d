// Who may call a function URL. Source: AWS Lambda developer guide, "Control access to Lambda function URLs".
#pragma once

#include <tl/expected.hpp>

#include "gateway/authorizers/signers.h"
#include "gateway/url/function_urls.h"

namespace cxsam::gateway {

/// The one who has signed, null where nobody need sign; else the answer of 403.
using UrlCaller = tl::expected<const Signer*, http::Response>;

/// Checks the signature where the URL asks for one (AuthType AWS_IAM), and that the policies of its owner allow
/// `lambda:InvokeFunctionUrl`.
UrlCaller check_url_caller(const ServedUrls& served, const UrlEndpoint& endpoint, const http::Request& request,
                           Clock::WallTime now);

}  // namespace cxsam::gateway
