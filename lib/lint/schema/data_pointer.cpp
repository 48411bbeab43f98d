#include "lint/schema/data_pointer.h"

#include "base/text.h"

namespace cxsam::lint::schema {

std::optional<Node> data_at(const Frame& frame, std::string_view pointer) {
  const Node* node = frame.data;
  for (const std::string_view step : split(pointer.substr(1), '/'))
    if (node) node = node->find(step);
  return node ? std::optional(*node) : std::nullopt;
}

}  // namespace cxsam::lint::schema
