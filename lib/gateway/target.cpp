#include "gateway/target.h"

namespace cxsam::gateway {

Target split_target(std::string_view target) {
  const std::size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  Target parts{.sent_path = path, .path = path, .query = mark == std::string_view::npos ? "" : target.substr(mark + 1)};
  while (parts.path.starts_with("//")) parts.path.remove_prefix(1);
  if (parts.path.empty() || parts.path == "*") parts.path = "/";
  return parts;
}

}  // namespace cxsam::gateway
