#include "transform/ids.h"

#include <algorithm>
#include <cctype>

#include "base/hash.h"
#include "transform/json_text.h"

namespace cxsam::transform {

std::string hashed_id(std::string_view prefix, std::string_view data) {
  return std::string(prefix) + (data.empty() ? "" : sha1_hex(data).substr(0, 10));
}

std::string hashed_id(std::string_view prefix, const Node& data) {
  return hashed_id(prefix, data.is_string() ? data.text : canonical_json(data));
}

std::string suffixed_id(std::string_view prefix, std::string_view suffix) {
  const bool plain = std::ranges::all_of(suffix, [](unsigned char c) { return std::isalnum(c) != 0; });
  return plain ? std::string(prefix) + std::string(suffix) : hashed_id(prefix, suffix);
}

}  // namespace cxsam::transform
