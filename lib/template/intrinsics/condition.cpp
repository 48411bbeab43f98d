// {Condition: Name} inside a condition: the truth of another one.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const std::optional<bool> truth = resolver.condition(argument.text);
  return truth ? known(make_bool(*truth), node) : unknown(node);
}

}  // namespace

extern const IntrinsicFunction intrinsic_condition{"Condition", evaluate};

}  // namespace cxsam::tmpl
