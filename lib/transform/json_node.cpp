#include "transform/json_node.h"

#include <stdexcept>

#include "json/json.h"

namespace cxsam::transform {

Node node_from_json(const Json& value, const Maker& make, const Replace& replace) {
  if (auto other = replace(value)) return std::move(*other);
  if (value.is_object()) {
    Node map = make.map();
    for (const auto& [key, item] : value.items()) make.add(map, key, node_from_json(item, make, replace));
    return map;
  }
  if (value.is_array()) {
    Node list = make.list();
    for (const Json& item : value) list.items.push_back(node_from_json(item, make, replace));
    return list;
  }
  if (value.is_boolean()) return make_bool(value.get<bool>(), make.origin());
  if (value.is_number_integer()) return make_int(value.get<std::int64_t>(), make.origin());
  return make.text(value.is_string() ? value.get_ref<const std::string&>() : value.dump());
}

Node node_from_json(const Json& value, const Maker& make) {
  return node_from_json(value, make, [](const Json&) { return std::nullopt; });
}

Json parse_fact(std::string_view text) {
  auto json = parse_json(text);
  if (!json) throw std::logic_error("embedded table: " + json.error().to_string());
  return std::move(*json);
}

}  // namespace cxsam::transform
