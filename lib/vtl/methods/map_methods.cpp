#include <algorithm>

#include "vtl/methods.h"

namespace cxsam::vtl {
namespace {

List* keys_of(Run& run, const Map& map) {
  List* keys = run.make_list();
  for (const Map::Entry& entry : map.entries) run.add(*keys, entry.first);
  return keys;
}

List* values_of(Run& run, const Map& map) {
  List* values = run.make_list();
  for (const Map::Entry& entry : map.entries) run.add(*values, entry.second);
  return values;
}

List* entries_of(Run& run, const Map& map) {
  List* entries = run.make_list();
  for (const Map::Entry& entry : map.entries) {
    Map* pair = run.make_map();
    run.put(*pair, "key", entry.first);
    run.put(*pair, "value", entry.second);
    pair->entry = true;
    run.add(*entries, pair);
  }
  return entries;
}

std::optional<Value> without_arguments(Run& run, Map& map, std::string_view name) {
  if (map.entry) {
    if (name == "getKey") return *map.find("key");
    if (name == "getValue") return *map.find("value");
    return std::nullopt;
  }
  if (name == "size") return static_cast<std::int64_t>(map.entries.size());
  if (name == "isEmpty") return map.entries.empty();
  if (name == "keySet") return keys_of(run, map);
  if (name == "values") return values_of(run, map);
  if (name == "entrySet") return entries_of(run, map);
  if (name != "clear") return std::nullopt;
  map.clear();
  return Value();
}

std::optional<Value> with_one(Run& run, Map& map, std::string_view name, const Value& argument) {
  if (map.entry) return std::nullopt;
  const std::string key = text_of(run, argument);
  if (name == "get") return map.find(key) == nullptr ? Value() : *map.find(key);
  if (name == "containsKey") return map.find(key) != nullptr;
  if (name == "containsValue") {
    return std::ranges::any_of(map.entries, [&](const Map::Entry& entry) {
      return entry.second.held.index() == argument.held.index() && are_equal(run, entry.second, argument);
    });
  }
  if (name == "remove") {
    run.take_steps(map.entries.size());
    return map.remove(key);
  }
  const Map* other = argument.map();
  if (name != "putAll" || other == nullptr) return std::nullopt;
  for (const Map::Entry& entry : std::vector<Map::Entry>(other->entries)) run.put(map, entry.first, entry.second);
  return Value();
}

}  // namespace

std::optional<Value> call_on_map(Run& run, Map& map, std::string_view name, Arguments arguments) {
  if (arguments.empty()) return without_arguments(run, map, name);
  if (arguments.size() == 1) return with_one(run, map, name, arguments[0]);
  if (arguments.size() != 2 || map.entry) return std::nullopt;
  const std::string_view key = run.keep(text_of(run, arguments[0]));
  const Value* known = map.find(key);
  const Value before = known == nullptr ? Value() : *known;
  if (name == "getOrDefault") return known == nullptr ? arguments[1] : before;
  const bool puts = name == "put" || (name == "putIfAbsent" && before.is_null()) || (name == "replace" && known != nullptr);
  if (!puts) return name == "putIfAbsent" || name == "replace" ? std::optional(before) : std::nullopt;
  run.put(map, key, arguments[1]);
  return before;
}

}  // namespace cxsam::vtl
