// Documents inside of a template: policies and state machines may be written as JSON in a text.
#pragma once

#include <optional>

#include "document/node.h"

namespace cxsam::lint::schema {

/// The tree of a scalar that holds a JSON map; nothing when it does not. Its nodes have no place of their own: findings stand
/// at the text.
std::optional<Node> read_embedded_json(const Node& text);

}  // namespace cxsam::lint::schema
