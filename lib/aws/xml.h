// XML as AWS answers it: elements and text. Attributes, comments and declarations are passed over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::aws {

struct XmlElement {
  std::string name;  // without a prefix
  std::string text;  // what stands directly in it
  std::vector<XmlElement> children = {};

  /// The element at "Error/Code"; null when there is none.
  [[nodiscard]] const XmlElement* find(std::string_view path) const;
  /// Its text, or "".
  [[nodiscard]] std::string text_of(std::string_view path) const;
};

/// Errors: elements that do not end, more than 64 levels, an unknown entity. External entities do not exist.
/// Source: Extensible Markup Language (XML) 1.0.
Result<XmlElement> parse_xml(std::string_view text);

/// With `&`, `<`, `>` and `"` as entities.
std::string escape_xml(std::string_view text);

}  // namespace cxsam::aws
