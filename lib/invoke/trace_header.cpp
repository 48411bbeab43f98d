#include "invoke/trace_header.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::invoke {

std::string_view trace_field(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view field = trim(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t equals = field.find('=');
    if (equals != std::string_view::npos && equals_ignoring_case(field.substr(0, equals), name))
      return field.substr(equals + 1);
  }
  return "";
}

}  // namespace cxsam::invoke
