#include <fmt/format.h>

#include "lint/rule.h"

#include "lint/context.h"

namespace cxsam::lint {
namespace {

using Kind = tmpl::Reference::Kind;

const tmpl::Reference* find_use(const std::vector<tmpl::Reference>& references, std::string_view name) {
  for (const tmpl::Reference& reference : references)
    if (reference.name == name &&
        (reference.kind == Kind::Ref || reference.kind == Kind::GetAtt || reference.kind == Kind::Sub))
      return &reference;
  return nullptr;
}

void check_target(const Node& target, Span where, const std::vector<tmpl::Reference>& references, Findings& findings) {
  const tmpl::Reference* use = target.is_string() ? find_use(references, target.text) : nullptr;
  if (!use) return;
  Diagnostic& finding = findings.add(
      where, fmt::format("`DependsOn` names `{}`, which the resource waits for anyway", target.text), target.expansion);
  finding.related.push_back({use->where, "this already needs it"});
  finding.hints.emplace_back("leave it out of `DependsOn`");
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Member* depends_on = resource.node->find_member("DependsOn");
    if (!depends_on) continue;
    std::vector<tmpl::Reference> references = tmpl::references_in(*resource.node, &context.sources);
    std::erase_if(references, [&](const tmpl::Reference& reference) { return context.names.is_parameter(reference.name); });
    check_target(depends_on->value, depends_on->key_span, references, findings);
    for (const Node& target : depends_on->value.items) check_target(target, target.span, references, findings);
  }
}

}  // namespace

extern const Rule rule_W3005_redundant_depends_on;
const Rule rule_W3005_redundant_depends_on{
    .id = "W3005",
    .summary = "`DependsOn` names only what no other part of the resource refers to",
    .why = "A reference makes CloudFormation wait already; saying it twice hides which order was really meant.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
