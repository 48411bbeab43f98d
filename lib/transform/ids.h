// Generated logical ids that end in a hash.
#pragma once

#include <string>
#include <string_view>

#include "document/node.h"

namespace cxsam::transform {

/// `prefix` and the first 10 digits of the SHA-1 of `data`; the prefix alone when there is no data.
std::string hashed_id(std::string_view prefix, std::string_view data);
/// The same over canonical_json(); a string is taken verbatim.
std::string hashed_id(std::string_view prefix, const Node& data);

/// `prefix` + `suffix` where the suffix is only letters and digits, else hashed_id().
std::string suffixed_id(std::string_view prefix, std::string_view suffix);

/// "ApiProdStage"; hashed where the name has other signs than letters and digits, "ApiStage" where it is no text.
std::string stage_id(std::string_view api, const Node& stage_name);

}  // namespace cxsam::transform
