// Which fields the states have.
// Source: Amazon States Language specification, "State Types" (table of fields), "Query Language".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::asl {

/// What a field takes; what only one field takes is looked at where that field is.
enum class Form : std::uint8_t {
  Any,
  Text,
  Flag,             // true or false
  Seconds,          // a whole number above 0, or JSONata
  Count,            // a whole number of 0 or more, or JSONata
  Percentage,       // 0 to 100, or JSONata
  Path,             // or null
  ValuePath,        // a path or an intrinsic call
  ReferencePath,    // or null
  PayloadTemplate,  // JSONPath: keys with `.$`
  JsonataValue,     // any value, with JSONata in its texts
  Map,
  List,
};

enum class Languages : std::uint8_t { Both, JsonPath, JsonAta };

struct Field {
  std::string_view name;
  Form form = Form::Any;
  Languages languages = Languages::Both;
  bool required = false;
};

struct StateType {
  std::string_view name;
  std::span<const Field> fields;
  bool has_transition = true;  // Next or End
};

/// Null for a type that there is not.
const StateType* find_state_type(std::string_view name);
std::vector<std::string> state_type_names();

}  // namespace cxsam::asl
