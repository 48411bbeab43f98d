#include "jwt/keys.h"

#include <algorithm>
#include <array>

#include "base/base64url.h"
#include "json/json.h"

namespace cxsam::jwt {
namespace {

constexpr std::size_t kMostKeys = 100;

std::string text_at(const Json& map, const char* key) {
  const auto found = map.find(key);
  return found != map.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<std::string> bytes_at(const Json& map, const char* key) {
  auto bytes = base64url_decode(text_at(map, key));
  if (!bytes || bytes->empty()) return fail(std::string("`") + key + "` is missing or no base64url");
  return std::move(*bytes);
}

struct NamedCurve {
  std::string_view name;
  PublicKey::Curve curve;
};

constexpr std::array<NamedCurve, 3> kCurves{
    {{"P-256", PublicKey::Curve::P256}, {"P-384", PublicKey::Curve::P384}, {"P-521", PublicKey::Curve::P521}}};

Result<PublicKey> read_point(const Json& key) {
  const std::string name = text_at(key, "crv");
  const auto* curve = std::ranges::find(kCurves, name, &NamedCurve::name);
  if (curve == kCurves.end()) return fail("the curve `" + name + "` is not known");
  const auto x = bytes_at(key, "x");
  const auto y = bytes_at(key, "y");
  if (!x) return fail(x.error());
  if (!y) return fail(y.error());
  return PublicKey::point(curve->curve, *x, *y);
}

Result<PublicKey> read_rsa(const Json& key) {
  const auto modulus = bytes_at(key, "n");
  const auto exponent = bytes_at(key, "e");
  if (!modulus) return fail(modulus.error());
  if (!exponent) return fail(exponent.error());
  return PublicKey::rsa(*modulus, *exponent);
}

Result<PublicKey> read_key(const Json& key) {
  if (!key.is_object()) return fail("it is no map");
  if (const std::string use = text_at(key, "use"); !use.empty() && use != "sig") return fail("it is for `" + use + "`");
  const std::string kind = text_at(key, "kty");
  if (kind == "RSA") return read_rsa(key);
  if (kind == "EC") return read_point(key);
  return fail("keys of kind `" + kind + "` do not count");
}

}  // namespace

Result<KeySet> read_key_set(std::string_view text) {
  const auto json = parse_json(text, {.depth = 16, .bytes = std::size_t{1} << 20U});
  if (!json) return fail(json.error());
  const auto list = json->is_object() ? json->find("keys") : json->end();
  if (!json->is_object() || list == json->end() || !list->is_array()) return fail("a key set is a map with a list `keys`");
  if (list->size() > kMostKeys) return fail("a key set of more than 100 keys");
  KeySet set;
  for (const Json& each : *list) {
    auto key = read_key(each);
    const std::string id = each.is_object() ? text_at(each, "kid") : "";
    if (key) {
      set.keys.push_back({.id = id, .algorithm = text_at(each, "alg"), .key = std::move(*key)});
    } else {
      set.left_out.push_back("`" + id + "`: " + key.error().message);
    }
  }
  return set;
}

}  // namespace cxsam::jwt
