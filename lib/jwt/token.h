// A token's text cut up: nothing in it is to be believed yet.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "json/json.h"

namespace cxsam::jwt {

struct Token {
  std::string algorithm;  // "RS256"
  std::string key_id;     // "" when it names none
  Json claims;            // a map
  std::string signed_part;
  std::string signature;
};

/// A compact serialisation of at most 16 KB. Errors: not of that form, a header that asks for more than is understood.
Result<Token> read_token(std::string_view text);

}  // namespace cxsam::jwt
