// Keywords that look into objects and lists, and those that join schemas.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "json/schema_check.h"

namespace cxsam {
namespace {

std::string text(std::size_t value) { return std::to_string(value); }

const Json* find(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::size_t size_in(const Json& value, std::size_t otherwise) {
  return value.is_number_integer() && value >= 0 ? value.get<std::size_t>() : otherwise;
}

/// A part of the instance against a part of the schema.
SchemaFrame within(const SchemaFrame& frame, const Json& schema, const Json& instance) {
  return {.schema = schema, .root = frame.root, .instance = instance, .depth = frame.depth + 1};
}

void check_required(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!frame.instance.is_object() || !value.is_array()) return;
  std::set<std::string> missing;
  for (const Json& name : value)
    if (name.is_string() && !frame.instance.contains(name.get_ref<const std::string&>())) missing.insert(name);
  if (!missing.empty()) checks.fault("object has missing required properties (" + dump_json(missing) + ")");
}

void check_min_properties(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const std::size_t least = size_in(value, 0);
  if (!frame.instance.is_object() || frame.instance.size() >= least) return;
  checks.fault("object has too few properties (found " + text(frame.instance.size()) + " but schema requires at least " +
               text(least) + ")");
}

void check_max_properties(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const std::size_t most = size_in(value, SIZE_MAX);
  if (!frame.instance.is_object() || frame.instance.size() <= most) return;
  checks.fault("object has too many properties (found " + text(frame.instance.size()) + " but schema requires at most " +
               text(most) + ")");
}

/// What `properties` and `patternProperties` say of a name; none: it is an additional property.
std::vector<const Json*> schemas_of(const SchemaCheck& checks, const Json& schema, std::string_view name) {
  std::vector<const Json*> found;
  const Json* properties = find(schema, "properties");
  const Json* own = properties != nullptr && properties->is_object() ? find(*properties, name) : nullptr;
  if (own != nullptr) found.push_back(own);
  const Json* patterns = find(schema, "patternProperties");
  if (patterns == nullptr || !patterns->is_object()) return found;
  for (const auto& [expression, meant] : patterns->items())
    if (checks.matches(expression, name)) found.push_back(&meant);
  return found;
}

void check_additional_properties(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!frame.instance.is_object() || value != false) return;
  std::set<std::string> refused;
  for (const auto& [name, member] : frame.instance.items())
    if (schemas_of(checks, frame.schema, name).empty()) refused.insert(name);
  if (!refused.empty())
    checks.fault("object instance has properties which are not allowed by the schema: " + dump_json(refused));
}

/// A list of names, or a schema, that counts where a property is there.
void check_dependencies(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!frame.instance.is_object() || !value.is_object()) return;
  for (const auto& [name, dependency] : value.items()) {
    if (!frame.instance.contains(name)) continue;
    if (dependency.is_object()) checks.check(within(frame, dependency, frame.instance));
    if (!dependency.is_array()) continue;
    std::set<std::string> missing;
    for (const Json& other : dependency)
      if (other.is_string() && !frame.instance.contains(other.get_ref<const std::string&>())) missing.insert(other);
    if (!missing.empty())
      checks.fault("property " + dump_json(name) + " of object has missing property dependencies (schema requires " +
                   dump_json(dependency) + "; missing: " + dump_json(missing) + ")");
  }
}

void check_min_items(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const std::size_t least = size_in(value, 0);
  if (!frame.instance.is_array() || frame.instance.size() >= least) return;
  checks.fault("array is too short: must have at least " + text(least) + " elements but instance has " +
               text(frame.instance.size()) + " elements");
}

void check_max_items(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const std::size_t most = size_in(value, SIZE_MAX);
  if (!frame.instance.is_array() || frame.instance.size() <= most) return;
  checks.fault("array is too long: must have at most " + text(most) + " elements but instance has " +
               text(frame.instance.size()) + " elements");
}

void check_unique(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!frame.instance.is_array() || value != true) return;
  std::set<nlohmann::json> seen;  // in which the order of members does not count
  for (const Json& item : frame.instance)
    if (!seen.insert(nlohmann::json::parse(item.dump(-1, ' ', false, Json::error_handler_t::replace))).second)
      return checks.fault("array must not contain duplicate elements");
}

/// `items` may be a list of schemas, one each: whether there may be more items than that.
void check_additional_items(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  const Json* items = find(frame.schema, "items");
  if (!frame.instance.is_array() || value != false || items == nullptr || !items->is_array()) return;
  if (frame.instance.size() > items->size())
    checks.fault("schema only allows " + text(items->size()) + " elements in array but instance has " +
                 text(frame.instance.size()) + " elements");
}

std::size_t count_of_held(SchemaCheck& checks, const SchemaFrame& frame, const Json& schemas) {
  return static_cast<std::size_t>(
      std::ranges::count_if(schemas, [&](const Json& schema) { return checks.holds(within(frame, schema, frame.instance)); }));
}

void check_all_of(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!value.is_array()) return;
  const std::size_t held = count_of_held(checks, frame, value);
  if (held < value.size())
    checks.fault("instance failed to match all required schemas (matched only " + text(held) + " out of " + text(value.size()) +
                 ")");
}

void check_any_of(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!value.is_array() || value.empty() || count_of_held(checks, frame, value) > 0) return;
  checks.fault("instance failed to match at least one required schema among " + text(value.size()));
}

void check_one_of(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (!value.is_array() || value.empty()) return;
  const std::size_t held = count_of_held(checks, frame, value);
  if (held != 1)
    checks.fault("instance failed to match exactly one schema (matched " + text(held) + " out of " + text(value.size()) + ")");
}

void check_not(SchemaCheck& checks, const SchemaFrame& frame, const Json& value) {
  if (value.is_object() && checks.holds(within(frame, value, frame.instance)))
    checks.fault("instance matched a schema which it should not have");
}

constexpr SchemaKeyword kKeywords[] = {
    {"additionalItems", check_additional_items},
    {"additionalProperties", check_additional_properties},
    {"allOf", check_all_of},
    {"anyOf", check_any_of},
    {"dependencies", check_dependencies},
    {"maxItems", check_max_items},
    {"maxProperties", check_max_properties},
    {"minItems", check_min_items},
    {"minProperties", check_min_properties},
    {"not", check_not},
    {"oneOf", check_one_of},
    {"required", check_required},
    {"uniqueItems", check_unique},
};

}  // namespace

void check_members(SchemaCheck& checks, const SchemaFrame& frame) {
  if (!frame.instance.is_object()) return;
  const Json* others = find(frame.schema, "additionalProperties");
  const auto has = [&](std::string_view keyword) { return find(frame.schema, keyword) != nullptr; };
  if (others == nullptr && !has("properties") && !has("patternProperties")) return;
  const bool limited = others != nullptr && others->is_object();
  std::map<std::string_view, const Json*> members;  // faults are told in the order of names
  for (const auto& [name, member] : frame.instance.items()) members[name] = &member;
  for (const auto& [name, member] : members) {
    const std::vector<const Json*> own = schemas_of(checks, frame.schema, name);
    for (const Json* schema : own) checks.check(within(frame, *schema, *member));
    if (own.empty() && limited) checks.check(within(frame, *others, *member));
  }
}

void check_items(SchemaCheck& checks, const SchemaFrame& frame) {
  const Json* items = find(frame.schema, "items");
  if (!frame.instance.is_array() || items == nullptr) return;
  const Json* further = find(frame.schema, "additionalItems");
  for (std::size_t i = 0; i < frame.instance.size(); ++i) {
    const Json* schema = items->is_object() ? items : items->is_array() && i < items->size() ? &(*items)[i] : further;
    if (schema != nullptr && schema->is_object()) checks.check(within(frame, *schema, frame.instance[i]));
  }
}

const SchemaKeyword* find_keyword_of_structures(std::string_view name) {
  const auto* found = std::ranges::find(kKeywords, name, &SchemaKeyword::name);
  return found == std::end(kKeywords) ? nullptr : found;
}

}  // namespace cxsam
