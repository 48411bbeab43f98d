#include "gateway/authorizers/pools.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kHost = "https://cognito-idp.";

/// "https://cognito-idp.REGION.amazonaws.com/POOL": a token's word leads to nothing else of the server that stands for Cognito.
bool names_pool(std::string_view issuer) {
  constexpr std::string_view kOfIds = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  constexpr std::size_t kParts = 4;  // "https:", "", host, pool
  const std::vector<std::string_view> parts = split(issuer, '/');
  return issuer.starts_with(kHost) && parts.size() == kParts && !parts.back().empty() &&
         parts.back().find_first_not_of(kOfIds) == std::string_view::npos;
}

}  // namespace

std::string issuer_of_pool(std::string_view arn) {
  const std::vector<std::string_view> parts = split(arn, ':');
  if (parts.size() != 6 || parts[2] != "cognito-idp" || !parts[5].starts_with("userpool/")) return "";
  const std::string_view suffix = parts[1] == "aws-cn" ? ".amazonaws.com.cn/" : ".amazonaws.com/";
  return std::string(kHost) + std::string(parts[3]) + std::string(suffix) + std::string(parts[5].substr(9));
}

bool is_expected(std::string_view issuer, std::span<const std::string> expected, bool own_pool,
                 std::span<const jwt::Detour> detours) {
  if (issuer.empty()) return false;
  if (std::ranges::find(expected, issuer) != expected.end()) return true;
  return own_pool && names_pool(issuer) && jwt::find_detour(detours, issuer) != nullptr;
}

}  // namespace cxsam::gateway
