#include "lint/function_targets.h"

#include <optional>

#include "template/evaluation.h"
#include "template/sub_string.h"

namespace cxsam::lint {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

std::vector<FunctionTarget> targets_of_sub(const Node& argument) {
  const Node& text = argument.is_list() && !argument.items.empty() ? argument.items.front() : argument;
  const Node* variables = argument.items.size() > 1 ? &argument.items[1] : nullptr;
  std::vector<FunctionTarget> targets;
  for (const tmpl::SubPiece& piece : tmpl::parse_sub(text.text)) {
    const std::string_view name = trimmed(piece.text);
    if (piece.kind != tmpl::SubPiece::Kind::Name || (variables && variables->find(name))) continue;
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
