#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Node* parameters = context.source.section("Parameters");
  if (!parameters) return;
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Member* parameter = parameters->find_member(resource.logical_id);
    if (!parameter) continue;
    Findings to = findings.gap(as_intrinsic(*resource.node).has_value());
    Diagnostic& finding = to.add(resource.id_span, "`" + parameter->key + "` is the name of a resource and of a parameter");
    finding.related.push_back({parameter->key_span, "the parameter is declared here"});
  }
}

}  // namespace

extern const Rule rule_E3007_name_twice{
    .id = "E3007",
    .summary = "a parameter and a resource have different names",
    .why = "`Ref` could mean either, so CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
