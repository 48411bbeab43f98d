#include "jwt/token.h"

#include "base/base64url.h"
#include "base/text.h"

namespace cxsam::jwt {
namespace {

constexpr std::size_t kLongest = 16U << 10U;

Result<Json> read_part(std::string_view text, std::string_view what) {
  const auto decoded = base64url_decode(text);
  if (!decoded) return fail("the token's " + std::string(what) + " is no base64url");
  auto json = parse_json(*decoded, {.depth = 32, .bytes = kLongest});
  if (!json || !json->is_object()) return fail("the token's " + std::string(what) + " is no JSON map");
  return std::move(*json);
}

std::string text_at(const Json& map, const char* key) {
  const auto found = map.find(key);
  return found != map.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

Result<Token> read_token(std::string_view text) {
  if (text.size() > kLongest) return fail("the token is longer than 16 KB");
  const std::vector<std::string_view> parts = split(text, '.');
  if (parts.size() != 3) return fail("token contains an invalid number of segments");
  auto header = read_part(parts[0], "header");
  if (!header) return fail(std::move(header.error()));
  if (header->contains("crit")) return fail("the token's header asks for an extension that is not known");
  auto claims = read_part(parts[1], "payload");
  if (!claims) return fail(std::move(claims.error()));
  auto signature = base64url_decode(parts[2]);
  if (!signature) return fail("the token's signature is no base64url");
  return Token{.algorithm = text_at(*header, "alg"),
               .key_id = text_at(*header, "kid"),
               .claims = std::move(*claims),
               .signed_part = std::string(text.substr(0, parts[0].size() + 1 + parts[1].size())),
               .signature = std::move(*signature)};
}

}  // namespace cxsam::jwt
