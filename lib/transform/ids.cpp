#include "transform/ids.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/hash.h"
#include "transform/json_text.h"
#include "transform/shape.h"

namespace cxsam::transform {

std::string hashed_id(std::string_view prefix, std::string_view data) {
  return std::string(prefix) + (data.empty() ? "" : sha1_hex(data).substr(0, 10));
}

std::string hashed_id(std::string_view prefix, const Node& data) {
  if (!is_given(&data)) return std::string(prefix);
  return hashed_id(prefix, data.is_string() ? data.text : canonical_json(data));
}

std::string suffixed_id(std::string_view prefix, std::string_view suffix) {
  const bool plain = std::ranges::all_of(suffix, is_letter_or_digit);
  return plain ? std::string(prefix) + std::string(suffix) : hashed_id(prefix, suffix);
}

std::string stage_id(std::string_view api, const Node& stage_name) {
  const std::string prefix(api);
  if (!stage_name.is_string()) return prefix + "Stage";
  const bool plain = suffixed_id("", stage_name.text) == stage_name.text;
  return plain ? prefix + stage_name.text + "Stage" : hashed_id(prefix + "Stage", stage_name.text);
}

}  // namespace cxsam::transform
