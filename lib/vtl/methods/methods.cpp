#include "vtl/methods.h"

#include "base/text.h"

namespace cxsam::vtl {

std::optional<std::int64_t> whole_of(const Value& value) {
  if (const auto* whole = value.as<std::int64_t>()) return *whole;
  if (const auto* decimal = value.as<double>()) {
    constexpr double kBeyond = 9.2e18;
    if (*decimal<kBeyond&& * decimal> - kBeyond) return static_cast<std::int64_t>(*decimal);
  }
  if (const auto text = value.text()) return parse_int(*text);
  return std::nullopt;
}

std::optional<std::size_t> place_in(Run& run, const List& list, const Value& at, bool negative_counts) {
  auto place = whole_of(at);
  const auto size = static_cast<std::int64_t>(list.items.size());
  if (place && *place < 0 && negative_counts) *place += size;
  if (place && *place >= 0 && *place < size) return static_cast<std::size_t>(*place);
  const std::string asked = place ? std::to_string(*whole_of(at)) : "`" + text_of(run, at) + "`";
  run.fail("it asks for item " + asked + " of a list of " + std::to_string(size));
  return std::nullopt;
}

std::optional<Value> call_method(Run& run, const Value& value, std::string_view name, Arguments arguments) {
  if (value.is_null() || !run.take_steps()) return std::nullopt;
  if (Object* const* object = value.as<Object*>()) return (*object)->call(run, name, arguments);
  if (name == "toString" && arguments.empty()) return run.keep(text_of(run, value));
  if (name == "equals" && arguments.size() == 1) {
    const bool same_kind = value.held.index() == arguments[0].held.index();
    return same_kind && are_equal(run, value, arguments[0]);
  }
  if (List* list = value.list()) return call_on_list(run, *list, name, arguments);
  if (Map* map = value.map()) return call_on_map(run, *map, name, arguments);
  if (const auto text = value.text()) return call_on_text(run, *text, name, arguments);
  return call_on_number(run, value, name, arguments);
}

Value property_of(Run& run, const Value& value, std::string_view name) {
  if (Object* const* object = value.as<Object*>()) return (*object)->property(run, name);
  if (Map* map = value.map()) {
    const Value* found = map->find(name);
    return found == nullptr ? Value() : *found;
  }
  if (const List* list = value.list()) return name == "empty" ? Value(list->items.empty()) : Value();
  if (const auto text = value.text()) {
    if (name == "empty") return text->empty();
    if (name == "length") return call_on_text(run, *text, "length", {}).value_or(Value());
  }
  return {};
}

Value item_of(Run& run, const Value& value, const Value& index) {
  if (List* list = value.list()) {
    const auto place = place_in(run, *list, index, true);
    return place ? list->items[*place] : Value();
  }
  if (Map* map = value.map()) {
    const Value* found = map->find(text_of(run, index));
    return found == nullptr ? Value() : *found;
  }
  return {};
}

}  // namespace cxsam::vtl
