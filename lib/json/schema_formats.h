// JSON Schema's `format`.
#pragma once

#include <string_view>

namespace cxsam {

struct SchemaFormat {
  std::string_view name;  // "email"
  std::string_view what;  // is said of a text that is none: "not a valid email address"
  bool (*holds)(std::string_view text);
};

/// The formats of draft 4, as Java's json-schema-validator judges them: "date-time", "email", "hostname", "ipv4", "ipv6",
/// "uri". Null for any other.
const SchemaFormat* find_schema_format(std::string_view name);

}  // namespace cxsam
