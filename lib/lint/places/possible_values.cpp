#include "lint/places/possible_values.h"

#include "lint/places/choice.h"

namespace cxsam::lint {
namespace {

std::vector<RelatedPlace> origin_of(const Node& node, const tmpl::Resolver& resolver) {
  const std::optional<Intrinsic> intrinsic = as_intrinsic(node);
  if (!intrinsic || intrinsic->name != "Ref") return {};
  const Node* value = resolver.parameter(intrinsic->argument->text);
  if (!value || value->span == Span{}) return {};
  return {{value->span, "the value of parameter `" + intrinsic->argument->text + "`"}};
}

void collect(const Node& node, const tmpl::Resolver& resolver, std::vector<PossibleValue>& values) {
  if (const std::optional<Choice> choice = as_choice(node)) {
    const std::optional<bool> holds = resolver.condition(choice->condition);
    if (holds.value_or(true)) collect(*choice->yes, resolver, values);
    if (!holds.value_or(false)) collect(*choice->no, resolver, values);
    return;
  }
  tmpl::Resolved resolved = resolver.resolve(node);
  if (resolved.known != tmpl::Known::Yes) return;
  values.push_back({std::move(resolved.value), node.span, node.expansion, origin_of(node, resolver)});
}

}  // namespace

std::vector<PossibleValue> possible_values(const Node& node, const tmpl::Resolver& resolver) {
  std::vector<PossibleValue> values;
  collect(node, resolver, values);
  return values;
}

}  // namespace cxsam::lint
