#include "lint/subjects/usage.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  using Kind = tmpl::Reference::Kind;
  const Node* transform = context.source.root().find("Transform");
  const bool is_rewritten = transform && !(transform->is_list() && transform->items.empty());
  if (!context.options.dialect->reads_transformed && is_rewritten) return;
  check_unused(context, "Parameters", "parameter", referenced(context, {Kind::Ref, Kind::Sub}), findings);
}

}  // namespace

extern const Rule rule_W2001_unused_parameter{
    .id = "W2001",
    .summary = "every parameter is used",
    .why =
        "Whoever deploys is asked for a value that changes nothing; often the name is misspelt where it was meant to be used.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
