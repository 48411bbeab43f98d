// What a token says of itself, held against what is expected.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "json/json_fwd.h"
#include "jwt/verify.h"
#include "loop/clock.h"

namespace cxsam::jwt {

/// Clocks may differ so much in both directions.
inline constexpr std::chrono::seconds kSkew{60};

/// `exp` must be there and in the future, `nbf` and `iat` in the past where they are. Source: RFC 7519, section 4.1.
tl::expected<void, Refusal> check_times(const Json& claims, Clock::WallTime now);

/// `iss` to the letter.
tl::expected<void, Refusal> check_issuer(const Json& claims, std::string_view issuer);

/// One of the audiences must be in `aud`, a text or a list, or be the `client_id` of a token without `aud`.
tl::expected<void, Refusal> check_audience(const Json& claims, std::span<const std::string> audiences);

/// The scopes of a token: `scope`, words with blanks between them, else `scp`, such a text or a list.
std::vector<std::string> scopes_of(const Json& claims);

/// A claim that is a text, else "".
std::string text_claim(const Json& claims, std::string_view name);

}  // namespace cxsam::jwt
