#include "jwt/claims.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/text.h"
#include "json/json.h"

namespace cxsam::jwt {
namespace {

using Kind = Refusal::Kind;

tl::unexpected<Refusal> refuse(Kind kind, std::string message) { return tl::unexpected<Refusal>({kind, std::move(message)}); }

/// Seconds since 1970; nothing for a claim that is missing, and a NaN for one that is no number.
std::optional<double> seconds_at(const Json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end()) return std::nullopt;
  return found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::string> texts_of(const Json& value) {
  std::vector<std::string> texts;
  if (value.is_string()) texts.push_back(value.get<std::string>());
  if (!value.is_array()) return texts;
  for (const Json& each : value)
    if (each.is_string()) texts.push_back(each.get<std::string>());
  return texts;
}

}  // namespace

tl::expected<void, Refusal> check_times(const Json& claims, Clock::WallTime now) {
  const double at = std::chrono::duration<double>(now.time_since_epoch()).count();
  const auto skew = static_cast<double>(kSkew.count());
  for (const char* name : {"exp", "nbf", "iat"})
    if (const auto time = seconds_at(claims, name); time && !std::isfinite(*time))
      return refuse(Kind::Malformed, std::string("the claim ") + name + " is no number");
  const auto expires = seconds_at(claims, "exp");
  if (!expires) return refuse(Kind::Expired, "the token has no exp claim");
  if (at >= *expires + skew) return refuse(Kind::Expired, "the token has expired");
  if (at < seconds_at(claims, "nbf").value_or(0) - skew) return refuse(Kind::NotYet, "the token is not valid yet");
  if (at < seconds_at(claims, "iat").value_or(0) - skew) return refuse(Kind::NotYet, "the token was issued in the future");
  return {};
}

tl::expected<void, Refusal> check_issuer(const Json& claims, std::string_view issuer) {
  if (text_claim(claims, "iss") == issuer) return {};
  return refuse(Kind::Issuer, "the token does not have a valid issuer");
}

tl::expected<void, Refusal> check_audience(const Json& claims, std::span<const std::string> audiences) {
  const auto audience = claims.find("aud");
  const auto client = claims.find("client_id");
  std::vector<std::string> given;
  if (audience != claims.end()) {
    given = texts_of(*audience);
  } else if (client != claims.end()) {
    given = texts_of(*client);
  }
  const auto expected = [&](const std::string& one) { return std::ranges::find(audiences, one) != audiences.end(); };
  if (std::ranges::any_of(given, expected)) return {};
  return refuse(Kind::Audience, "the token does not have a valid audience");
}

std::vector<std::string> scopes_of(const Json& claims) {
  auto found = claims.find("scope");
  if (found == claims.end()) found = claims.find("scp");
  if (found == claims.end()) return {};
  if (found->is_array()) return texts_of(*found);
  std::vector<std::string> scopes;
  if (!found->is_string()) return scopes;
  const std::string text = found->get<std::string>();
  for (const std::string_view word : split(text, ' '))
    if (!word.empty()) scopes.emplace_back(word);
  return scopes;
}

std::string text_claim(const Json& claims, std::string_view name) {
  const auto found = claims.find(std::string(name));
  return found != claims.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace cxsam::jwt
