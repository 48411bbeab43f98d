// Amazon Cognito's user pools as issuers of tokens.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "jwt/issuers.h"

namespace cxsam::gateway {

/// "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc" of
/// "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc"; "" for another text.
std::string issuer_of_pool(std::string_view arn);

/// Whether tokens of `issuer` are those of one `expected`; where the template makes the pool, also those of any pool that
/// detours lead to.
bool is_expected(std::string_view issuer, std::span<const std::string> expected, bool own_pool,
                 std::span<const jwt::Detour> detours);

}  // namespace cxsam::gateway
