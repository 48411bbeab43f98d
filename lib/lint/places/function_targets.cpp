#include "lint/places/function_targets.h"

#include <optional>

#include "base/text.h"
#include "template/evaluation.h"
#include "template/sub_string.h"

namespace cxsam::lint {
namespace {

std::vector<FunctionTarget> targets_of_sub(const Node& argument) {
  const Node& text = argument.is_list() && !argument.items.empty() ? argument.items.front() : argument;
  const tmpl::SubVariables variables(argument);
  std::vector<FunctionTarget> targets;
  for (const tmpl::SubPiece& piece : tmpl::parse_sub(text.text)) {
    const std::string_view name = trim(piece.text);
    if (piece.kind != tmpl::SubPiece::Kind::Name || variables.contains(name)) continue;
    const tmpl::SubTarget target = tmpl::sub_target(name);
    targets.push_back({target.attribute.empty() ? "Ref" : "Fn::GetAtt", target.name, std::string(target.attribute)});
  }
  return targets;
}

}  // namespace

std::vector<FunctionTarget> targets_of(const Node& node) {
  const std::optional<Intrinsic> call = as_intrinsic(node);
  if (!call) return {};
  if (call->name == "Ref" && call->argument->is_string()) return {{"Ref", call->argument->text, ""}};
  if (call->name == "Fn::Sub") return targets_of_sub(*call->argument);
  if (call->name != "Fn::GetAtt") return {};
  std::optional<tmpl::AttributeTarget> target = tmpl::attribute_target(*call->argument);
  if (!target) return {};
  return {{"Fn::GetAtt", target->logical_id, std::move(target->attribute)}};
}

}  // namespace cxsam::lint
