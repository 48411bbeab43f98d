#include "invoke/user_error.h"

#include <algorithm>

#include "json/json.h"

namespace cxsam::invoke {

bool looks_like_error(std::string_view answer) {
  const auto json = parse_json(answer);
  if (!json || !json->is_object() || !json->contains("errorMessage") || !json->contains("errorType")) return false;
  if (json->size() == 3) return true;
  constexpr std::string_view kKeys[] = {"errorMessage", "errorType", "stackTrace", "cause"};
  return std::ranges::all_of(json->items(),
                             [&](const auto& item) { return std::ranges::find(kKeys, item.key()) != std::end(kKeys); });
}

}  // namespace cxsam::invoke
