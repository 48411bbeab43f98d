#include "cloud/spaced_json.h"

#include "json/json.h"

namespace cxsam::cloud {

std::string spaced_json(const Json& value) {
  std::string out;
  if (value.is_object()) {
    for (const auto& [key, member] : value.items())
      out += (out.empty() ? "" : ", ") + dump_json(Json(key)) + ": " + spaced_json(member);
    return "{" + out + "}";
  }
  if (!value.is_array()) return dump_json(value);
  for (const Json& item : value) out += (out.empty() ? "" : ", ") + spaced_json(item);
  return "[" + out + "]";
}

}  // namespace cxsam::cloud
