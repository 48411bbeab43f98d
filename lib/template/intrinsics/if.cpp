// Fn::If: one of two values by a condition's name. An undecided one keeps both, evaluated.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  if (argument.items.size() != 3 || !argument.items[0].is_string()) return unknown(node);
  if (const std::optional<bool> condition = resolver.condition(argument.items[0].text))
    return resolver.resolve(argument.items[*condition ? 1 : 2]);

  std::vector<Span> blockers{node.span};
  Node list = make_list({argument.items[0]}, argument);
  for (const std::size_t branch : {1U, 2U}) {
    Resolved value = resolver.resolve(argument.items[branch]);
    blockers.insert(blockers.end(), value.blockers.begin(), value.blockers.end());
    list.items.push_back(std::move(value.value));  // AWS::NoValue stays as it is written
  }
  return unknown(node, std::move(list), std::move(blockers));
}

}  // namespace

extern const IntrinsicFunction intrinsic_if{"Fn::If", evaluate};

}  // namespace cxsam::tmpl
