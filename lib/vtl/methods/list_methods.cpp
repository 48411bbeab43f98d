#include <algorithm>
#include <utility>

#include "vtl/methods.h"

namespace cxsam::vtl {
namespace {

std::int64_t find(Run& run, const List& list, const Value& wanted, bool last) {
  const auto size = static_cast<std::int64_t>(list.items.size());
  for (std::int64_t i = 0; i < size && !run.failed(); ++i) {
    const std::int64_t at = last ? size - 1 - i : i;
    const Value& item = list.items[static_cast<std::size_t>(at)];
    // Java's equals(): `1` is not '1'.
    if (item.held.index() == wanted.held.index() && are_equal(run, item, wanted)) return at;
  }
  return -1;
}

struct Iterator final : Object {
  explicit Iterator(List& list) : list(list) {}
  List& list;
  std::size_t at = 0;

  std::optional<Value> call(Run& run, std::string_view name, Arguments arguments) override {
    if (!arguments.empty()) return std::nullopt;
    if (name == "hasNext") return at < list.items.size();
    if (name != "next") return std::nullopt;
    if (at < list.items.size()) return list.items[at++];
    run.fail("`next()` is asked for more than a list has");
    return Value();
  }
  std::vector<Value> items() override {
    if (at >= list.items.size()) return {};
    return {list.items.begin() + static_cast<std::ptrdiff_t>(std::exchange(at, list.items.size())), list.items.end()};
  }
};

std::optional<Value> without_arguments(Run& run, List& list, std::string_view name) {
  if (name == "size" || name == "length") return static_cast<std::int64_t>(list.items.size());
  if (name == "isEmpty") return list.items.empty();
  if (name == "clear") {
    list.items.clear();
    return Value();
  }
  if (name == "iterator" || name == "listIterator") return run.make_object<Iterator>(list);
  if (name == "toArray") return &list;
  if (name == "toJSONString" && list.json) return run.keep(text_of(run, &list));
  return std::nullopt;
}

std::optional<Value> remove(Run& run, List& list, const Value& what) {
  if (what.as<std::int64_t>() == nullptr) {
    const std::int64_t at = find(run, list, what, false);
    if (at >= 0) list.items.erase(list.items.begin() + at);
    return at >= 0;
  }
  const auto place = place_in(run, list, what);
  if (!place) return Value();
  const Value removed = list.items[*place];
  list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(*place));
  run.take_steps(list.items.size() - *place);
  return removed;
}

std::optional<Value> with_one(Run& run, List& list, std::string_view name, const Value& argument) {
  if (name == "get") {
    const auto place = place_in(run, list, argument);
    return place ? list.items[*place] : Value();
  }
  if (name == "add") {
    run.add(list, argument);
    return true;
  }
  if (name == "contains") return find(run, list, argument, false) >= 0;
  if (name == "indexOf" || name == "lastIndexOf") return find(run, list, argument, name == "lastIndexOf");
  if (name == "remove") return remove(run, list, argument);
  const List* other = argument.list();
  if (other == nullptr) return std::nullopt;
  const std::vector<Value> items = other->items;
  if (!run.take_bytes(items.size() * sizeof(Value))) return Value();
  if (name == "addAll") {
    for (const Value& item : items) run.add(list, item);
    return !items.empty();
  }
  const auto is_there = [&](const Value& item) { return find(run, list, item, false) >= 0; };
  if (name == "containsAll") return std::ranges::all_of(items, is_there);
  if (name == "removeAll" || name == "retainAll") {
    const List held{.items = items};
    const std::size_t before = list.items.size();
    const bool stays = name == "retainAll";
    std::erase_if(list.items, [&](const Value& item) { return (find(run, held, item, false) >= 0) != stays; });
    return list.items.size() != before;
  }
  return std::nullopt;
}

std::optional<Value> with_two(Run& run, List& list, std::string_view name, Arguments arguments) {
  if (name == "set") {
    const auto place = place_in(run, list, arguments[0]);
    return place ? std::exchange(list.items[*place], arguments[1]) : Value();
  }
  const auto from = whole_of(arguments[0]);
  const auto size = static_cast<std::int64_t>(list.items.size());
  if (name == "add" && from) {
    if (*from < 0 || *from > size) {
      run.fail("it adds an item at " + std::to_string(*from) + " of a list of " + std::to_string(size));
      return Value();
    }
    if (run.take_bytes(sizeof(Value)) && run.take_steps(static_cast<std::size_t>(size - *from)))
      list.items.insert(list.items.begin() + *from, arguments[1]);
    return Value();
  }
  const auto to = whole_of(arguments[1]);
  if (name == "subList" && from && to) {
    if (*from < 0 || *to > size || *from > *to) {
      run.fail("it asks for items " + std::to_string(*from) + " to " + std::to_string(*to) + " of a list of " +
               std::to_string(size));
      return Value();
    }
    List* part = run.make_list();
    part->json = list.json;
    for (std::int64_t i = *from; i < *to; ++i) run.add(*part, list.items[static_cast<std::size_t>(i)]);
    return part;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Value> call_on_list(Run& run, List& list, std::string_view name, Arguments arguments) {
  if (arguments.empty()) return without_arguments(run, list, name);
  if (arguments.size() == 1) return with_one(run, list, name, arguments[0]);
  return arguments.size() == 2 ? with_two(run, list, name, arguments) : std::nullopt;
}

}  // namespace cxsam::vtl
