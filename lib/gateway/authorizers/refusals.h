// What a client gets that is not let in.
#pragma once

#include <string>

#include "gateway/exchange.h"

namespace cxsam::gateway {

/// 401: nothing says who it is. `why` is told to the developer. Whose verdict it is, says the caller.
void refuse_unidentified(Exchange& exchange, std::string why);

/// 403: it is known who it is, and a policy or an authorizer's function does not let him in. `denied`: a statement says so.
void refuse_access(Exchange& exchange, bool denied);

/// 500, or SAM CLI's 502: the authorizer is at fault. `failure` is AuthorizerFailure where its function failed, else
/// AuthorizerConfiguration.
void refuse_for_authorizer(Exchange& exchange, Failure failure, std::string why);

}  // namespace cxsam::gateway
