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

/// Whether an issuer is a pool that the template makes, so that its real id is not known here: a pool's id has its Region and
/// `_` in it.
bool is_made_by_template(std::string_view issuer);

/// Whether tokens of `issuer` are those of one `expected`. A pool that the template makes is any that detours lead to.
bool is_expected(std::string_view issuer, std::span<const std::string> expected, std::span<const jwt::Detour> detours);

}  // namespace cxsam::gateway
