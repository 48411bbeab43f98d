#include "vtl/value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "json/json.h"
#include "vtl/match.h"
#include "vtl/run.h"

namespace cxsam::vtl {
namespace {

std::optional<double> number_of(const Value& value) {
  if (const auto* whole = value.as<std::int64_t>()) return static_cast<double>(*whole);
  if (const auto* decimal = value.as<double>()) return *decimal;
  return std::nullopt;
}

bool equal_lists(Run& run, const List& left, const List& right) {
  if (left.items.size() != right.items.size()) return false;
  const Run::Level level(run);
  for (std::size_t i = 0; level && i < left.items.size(); ++i)
    if (!are_equal(run, left.items[i], right.items[i])) return false;
  return true;
}

bool equal_maps(Run& run, Map& left, Map& right) {
  if (left.entries.size() != right.entries.size()) return false;
  const Run::Level level(run);
  for (std::size_t i = 0; level && i < left.entries.size(); ++i) {
    const Value* other = right.find(left.entries[i].first);
    if (other == nullptr || !are_equal(run, left.entries[i].second, *other)) return false;
  }
  return true;
}

void append_java_element(Run& run, std::string& out, const Value& value) {
  if (value.is_null()) {
    out += "null";
  } else {
    append_text(run, out, value);
  }
}

void append_list(Run& run, std::string& out, const List& list) {
  out += '[';
  for (std::size_t i = 0; i < list.items.size() && !run.failed(); ++i) {
    if (i > 0) out += ", ";
    append_java_element(run, out, list.items[i]);
  }
  out += ']';
}

void append_map(Run& run, std::string& out, const Map& map) {
  if (map.entry) {
    append_java_element(run, out, map.entries.at(0).second);
    out += '=';
    append_java_element(run, out, map.entries.at(1).second);
    return;
  }
  out += '{';
  for (std::size_t i = 0; i < map.entries.size() && !run.failed(); ++i) {
    if (i > 0) out += ", ";
    out += map.entries[i].first;
    out += '=';
    append_java_element(run, out, map.entries[i].second);
  }
  out += '}';
}

void append_json_string(std::string& out, std::string_view text) { out += dump_json(Json(text)); }

}  // namespace

std::optional<std::string_view> Value::text() const {
  const auto* found = as<std::string_view>();
  return found == nullptr ? std::nullopt : std::optional(*found);
}

Value* Map::find(std::string_view key) {
  const auto found = places_.find(key);
  return found == places_.end() ? nullptr : &entries[found->second].second;
}

Value Map::put(std::string_view key, Value value) {
  if (Value* known = find(key)) return std::exchange(*known, value);
  places_.emplace(key, entries.size());
  entries.emplace_back(key, value);
  return {};
}

Value Map::remove(std::string_view key) {
  const auto found = places_.find(key);
  if (found == places_.end()) return {};
  const std::size_t place = found->second;
  const Value value = entries[place].second;
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(place));
  places_.erase(found);
  for (auto& [name, other] : places_)
    if (other > place) --other;
  return value;
}

void Map::clear() {
  entries.clear();
  places_.clear();
}

Value Object::property(Run& /*run*/, std::string_view /*name*/) { return {}; }

std::optional<Value> Object::call(Run& /*run*/, std::string_view /*name*/, std::span<const Value> /*arguments*/) {
  return std::nullopt;
}

Value value_of(Run& run, const Json& json) {
  const Run::Level level(run);
  if (!level || json.is_null()) return {};
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
    return json.get<double>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return run.keep(json.get<std::string>());
  if (json.is_array()) {
    List* list = run.make_list();
    list->json = true;
    for (const Json& item : json) run.add(*list, value_of(run, item));
    return list;
  }
  Map* map = run.make_map();
  for (const auto& [key, value] : json.items()) run.put(*map, run.keep(key), value_of(run, value));
  return map;
}

bool is_true(const Value& value) {
  return std::visit(
      Match{[](std::monostate) { return false; }, [](bool held) { return held; }, [](std::int64_t held) { return held != 0; },
            [](double held) { return held != 0; }, [](std::string_view held) { return !held.empty(); },
            [](const List* held) { return !held->items.empty(); }, [](const Map* held) { return !held->entries.empty(); },
            [](const Object*) { return true; }, [](const Block*) { return true; }},
      value.held);
}

bool are_equal(Run& run, const Value& left, const Value& right) {
  if (!run.take_steps()) return false;
  if (left.is_null() || right.is_null()) return left.is_null() && right.is_null();
  if (const auto a = number_of(left), b = number_of(right); a && b) {
    const auto *whole = left.as<std::int64_t>(), *other = right.as<std::int64_t>();
    return whole != nullptr && other != nullptr ? *whole == *other : *a == *b;
  }
  if (left.list() != nullptr && right.list() != nullptr) return equal_lists(run, *left.list(), *right.list());
  if (left.map() != nullptr && right.map() != nullptr) return equal_maps(run, *left.map(), *right.map());
  if (left.held.index() == right.held.index()) return left.held == right.held;
  return text_of(run, left) == text_of(run, right);
}

void append_text(Run& run, std::string& out, const Value& value) {
  const Run::Level level(run);
  if (!level || !run.take_steps()) return;
  const std::size_t before = out.size();
  std::visit(Match{[](std::monostate) {}, [&](bool held) { out += held ? "true" : "false"; },
                   [&](std::int64_t held) { out += std::to_string(held); }, [&](double held) { out += decimal_text(held); },
                   [&](std::string_view held) { out += held; },
                   [&](const List* held) { held->json ? append_json(run, out, value) : append_list(run, out, *held); },
                   [&](const Map* held) { append_map(run, out, *held); }, [](const Object*) {}, [](const Block*) {}},
             value.held);
  if (value.list() == nullptr && value.map() == nullptr) run.take_bytes(out.size() - before);
}

std::string text_of(Run& run, const Value& value) {
  std::string text;
  append_text(run, text, value);
  return text;
}

void append_json(Run& run, std::string& out, const Value& value) {
  const Run::Level level(run);
  if (!level || !run.take_steps()) return;
  if (value.is_null()) {
    out += "null";
  } else if (const auto text = value.text()) {
    append_json_string(out, *text);
    run.take_bytes(text->size());
  } else if (const List* list = value.list()) {
    out += '[';
    for (std::size_t i = 0; i < list->items.size() && !run.failed(); ++i) {
      if (i > 0) out += ',';
      append_json(run, out, list->items[i]);
    }
    out += ']';
  } else if (const Map* map = value.map()) {
    out += '{';
    for (std::size_t i = 0; i < map->entries.size() && !run.failed(); ++i) {
      if (i > 0) out += ',';
      append_json_string(out, map->entries[i].first);
      out += ':';
      append_json(run, out, map->entries[i].second);
      run.take_bytes(map->entries[i].first.size());
    }
    out += '}';
  } else {
    append_text(run, out, value);
  }
}

std::string decimal_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  constexpr double kLeastPlain = 1e-3;
  constexpr double kLeastScientific = 1e7;
  constexpr std::size_t kLongest = 64;
  std::array<char, kLongest> buffer{};
  const double size = std::fabs(value);
  const bool plain = size == 0 || (size >= kLeastPlain && size < kLeastScientific);
  const auto form = plain ? std::chars_format::fixed : std::chars_format::scientific;
  std::string text(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form).ptr);
  if (plain) return text.find('.') == std::string::npos ? text + ".0" : text;
  // "1e+10" and "1.5e-05" -> "1.0E10" and "1.5E-5"
  const std::size_t e = text.find('e');
  std::string digits = text.substr(0, e);
  if (digits.find('.') == std::string::npos) digits += ".0";
  std::string exponent = text.substr(e + 2);
  exponent.erase(0, exponent.find_first_not_of('0'));
  return digits + "E" + (text[e + 1] == '-' ? "-" : "") + exponent;
}

}  // namespace cxsam::vtl
