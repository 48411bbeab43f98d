#include "lint/subjects/targets.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  using Kind = tmpl::Reference::Kind;
  for (const Kind kind : {Kind::Ref, Kind::GetAtt, Kind::Sub}) check_targets(context, kind, is_outputs, findings);
}

}  // namespace

extern const Rule rule_E6101_output_value{
    .id = "E6101",
    .summary = "the names in an output's value lead to something",
    .why = "CloudFormation refuses the whole template for one unknown name.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
