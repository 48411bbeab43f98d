#include "transform/nested.h"

#include <algorithm>
#include <vector>

#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::transform {
namespace {

void report_unknown(Scope& scope, std::string_view property, const Member& member, std::span<const TypedProperty> table) {
  std::vector<std::string> names;
  for (const TypedProperty& row : table) names.emplace_back(row.name);
  scope.error(member.key_span, member.value.expansion,
              "`" + member.key + "` is not a property of `" + std::string(property) + "`",
              did_you_mean_or(member.key, names, "it has: " + join(names, ", ")));
}

}  // namespace

std::optional<Node> typed_map(Scope& scope, std::string_view property, std::span<const TypedProperty> table) {
  const Node* given = scope.property(property);
  if (!given) return std::nullopt;
  Node made = make_map({}, *given);
  for (const Member& member : given->members) {
    const auto row = std::ranges::find(table, member.key, &TypedProperty::name);
    if (row == table.end()) {
      report_unknown(scope, property, member, table);
      return std::nullopt;
    }
    if (member.value.is_null() && !row->required) continue;
    auto value = row->convert ? row->convert(member.value) : member.value;
    if (!value) {
      scope.error(&member.value, "`" + member.key + "` of `" + std::string(property) + "` must be " + std::string(row->kind));
      return std::nullopt;
    }
    made.members.push_back({std::string(row->output.empty() ? row->name : row->output), member.key_span, std::move(*value)});
  }
  for (const TypedProperty& row : table) {
    if (!row.required || given->find(row.name)) continue;
    scope.error(given, "`" + std::string(property) + "` needs `" + std::string(row.name) + "`",
                "add `" + std::string(row.name) + "`");
    return std::nullopt;
  }
  return made.members.empty() ? std::nullopt : std::optional(std::move(made));
}

}  // namespace cxsam::transform
