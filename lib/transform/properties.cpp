#include "transform/properties.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "facts/sam_properties.h"
#include "transform/scope.h"

namespace cxsam::transform {
namespace {

unsigned kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::String:
      return kText;
    case Node::Kind::Int:
      return kNumber;
    case Node::Kind::Bool:
      return kBool | kNumber;
    case Node::Kind::List:
      return kList;
    case Node::Kind::Map:
      return kMap;
    default:
      return 0;
  }
}

/// AWS's transform takes any map of one key for an intrinsic function.
bool accepted(const Node& value, unsigned accepts) {
  if (as_intrinsic(value)) return (accepts & kPlain) == 0;
  if (value.is_map() && value.members.size() == 1 && (accepts & kPlain) == 0) return true;
  const auto is_text = [](const Node& item) { return item.is_string() || item.is_map(); };
  if ((accepts & kTexts) != 0 && value.is_list()) return std::ranges::all_of(value.items, is_text);
  return accepts == kAny || (kind_of(value) & accepts) != 0;
}

/// "AWS documents `Timeout` as Integer, by default 3"
std::string documented(std::string_view owner, std::string_view name) {
  const auto property = facts::find_sam_property(owner, name);
  if (!property || property->type == name) return {};  // a type of that name alone says nothing
  std::string text = "AWS documents `" + std::string(name) + "` as " + std::string(property->type);
  if (!property->default_value.empty()) text += ", by default " + std::string(property->default_value);
  return text;
}

std::string hint_for(std::string_view name, std::span<const Property> table) {
  std::vector<std::string> names;
  for (const Property& property : table) names.emplace_back(property.name);
  return did_you_mean_or(name, names, "");
}

}  // namespace

bool check_part(Scope& scope, const Node& part, std::span<const Property> table, std::string_view shown) {
  const PropertyProblem problem = check_properties(part, table, {shown, ""});
  if (problem.message.empty()) return true;
  scope.error(problem.key_span, part.expansion, problem.message, problem.hint);
  return false;
}

std::string describe(unsigned accepts) {
  static constexpr std::array<std::pair<unsigned, std::string_view>, 5> kWords{
      {{kText, "text"}, {kNumber, "a whole number"}, {kBool, "true or false"}, {kList, "a list"}, {kMap, "a map"}}};
  std::vector<std::string> words;
  for (const auto& [bit, word] : kWords) {
    if ((accepts & bit) != 0) words.emplace_back(word);
  }
  if ((accepts & kTexts) != 0) words.back() += " of texts";
  return join(words, " or ") + ((accepts & kPlain) != 0 ? ", and no intrinsic function" : "");
}

PropertyProblem check_properties(const Node& properties, std::span<const Property> table, const PropertyOwner& owner) {
  for (const Member& member : properties.members) {
    const auto row = std::ranges::find(table, member.key, &Property::name);
    if (row == table.end()) {
      return {{"`" + member.key + "` is not a property of " + std::string(owner.shown), hint_for(member.key, table)},
              &member.value,
              member.key_span};
    }
    if (!member.value.is_null() && !accepted(member.value, row->accepts)) {
      return {{"property `" + member.key + "` must be " + describe(row->accepts), documented(owner.facts, member.key)},
              &member.value,
              member.key_span};
    }
  }
  for (const Property& property : table) {
    if (!property.required) continue;
    const Node* value = properties.find(property.name);
    if (value && !value->is_null()) continue;
    return {{"required property `" + std::string(property.name) + "` is missing", "add `" + std::string(property.name) + "`"},
            nullptr,
            properties.span};
  }
  return {};
}

}  // namespace cxsam::transform
