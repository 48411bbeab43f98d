// Fn::ToJsonString: a map or a list as JSON text. Source: AWS CloudFormation template reference, "Fn::ToJsonString".
#include "document/writer.h"
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  if (argument.is_scalar()) return unknown(node);
  const Resolved value = resolver.resolve(argument);
  if (value.known != Known::Yes) return unknown(node, value.value, value.blockers);
  return known(make_string(write_json(value.value, 0)), node);
}

}  // namespace

extern const IntrinsicFunction intrinsic_to_json_string{"Fn::ToJsonString", evaluate};

}  // namespace cxsam::tmpl
