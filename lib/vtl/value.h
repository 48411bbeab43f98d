// The values of the template language: what Java objects are to Velocity.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "json/json_fwd.h"

namespace cxsam::vtl {

class Run;
struct List;
struct Map;
struct Object;
struct Block;

/// Null, a boolean, a number, a text, a list, a map, something that the host offers, or a block of `#define`. Lists and maps
/// are references, as in Java: a copy of a value is the same list. What a value points to belongs to the Run that made it.
struct Value {
  std::variant<std::monostate, bool, std::int64_t, double, std::string_view, List*, Map*, Object*, const Block*> held;

  Value() = default;
  // NOLINTBEGIN(google-explicit-constructor): a value is what it holds
  Value(bool value) : held(value) {}
  Value(std::int64_t value) : held(value) {}
  Value(int value) : held(std::int64_t{value}) {}
  Value(double value) : held(value) {}
  Value(std::string_view value) : held(value) {}
  Value(const char* value) : held(std::string_view(value)) {}
  Value(List* value) : held(value) {}
  Value(Map* value) : held(value) {}
  Value(Object* value) : held(value) {}
  Value(const Block* value) : held(value) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(held); }
  /// The held value of that type, or nothing.
  template <class Type>
  [[nodiscard]] const Type* as() const {
    return std::get_if<Type>(&held);
  }
  [[nodiscard]] List* list() const { return as<List*>() == nullptr ? nullptr : *as<List*>(); }
  [[nodiscard]] Map* map() const { return as<Map*>() == nullptr ? nullptr : *as<Map*>(); }
  [[nodiscard]] std::optional<std::string_view> text() const;
};

/// `json`: it came from a JSON document and prints as one, [{"a":"b"}], as API Gateway's lists do; others print as Java's,
/// [{a=b}].
struct List {
  std::vector<Value> items;
  bool json = false;
};

/// Keys in the order of their insertion. Keys are texts: `1` and `'1'` are the same key, which in Java they are not.
struct Map {
  using Entry = std::pair<std::string_view, Value>;
  std::vector<Entry> entries;
  bool entry = false;  // one pair of an entrySet(): {"key", "value"}, printed as key=value

  [[nodiscard]] Value* find(std::string_view key);
  /// Returns what was there before. `key` must live as long as the map.
  Value put(std::string_view key, Value value);
  Value remove(std::string_view key);
  void clear();

 private:
  std::unordered_map<std::string_view, std::size_t> places_;
};

/// Something that the host offers: `$input`, `$util`. What it does not know is null.
struct Object {
  virtual ~Object() = default;
  virtual Value property(Run& run, std::string_view name);
  /// Nothing: there is no such method.
  virtual std::optional<Value> call(Run& run, std::string_view name, std::span<const Value> arguments);
  /// What `#foreach` goes through.
  virtual std::vector<Value> items() { return {}; }
};

/// JSON as values. Whole numbers beyond 64 bits are decimal ones.
Value value_of(Run& run, const Json& json);

/// Velocity's truth: null, false, 0, "" and what is empty are false.
bool is_true(const Value& value);
/// Numbers by value, texts by their characters, lists and maps member by member, and what differs in kind by how it prints.
bool are_equal(Run& run, const Value& left, const Value& right);
/// As `$x` prints: Java's toString(). Null prints nothing here.
void append_text(Run& run, std::string& out, const Value& value);
std::string text_of(Run& run, const Value& value);
/// The value as compact JSON.
void append_json(Run& run, std::string& out, const Value& value);
/// Java's Double.toString(): "1.0", "1.0E10", "0.1".
std::string decimal_text(double value);

}  // namespace cxsam::vtl
