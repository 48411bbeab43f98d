// Key sets: the public keys of an issuer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/public_key.h"
#include "base/result.h"

namespace cxsam::jwt {

struct Key {
  std::string id;
  std::string algorithm;  // the only one that it is for; "" for any
  PublicKey key;
};

struct KeySet {
  std::vector<Key> keys;
  std::vector<std::string> left_out;  // why keys do not count: "`k2`: keys of kind `oct` are secrets"
};

/// Source: RFC 7517. Keys that are for encryption, secret, or not understood are left out. Errors: no key set, more than 100
/// keys.
Result<KeySet> read_key_set(std::string_view text);

}  // namespace cxsam::jwt
