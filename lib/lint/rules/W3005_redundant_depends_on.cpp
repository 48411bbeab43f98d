#include <unordered_map>

#include <fmt/format.h>

#include "lint/rule.h"

#include "lint/context.h"

namespace cxsam::lint {
namespace {

using Kind = tmpl::Reference::Kind;

/// Name -> the first reference to it.
using Uses = std::unordered_map<std::string_view, const tmpl::Reference*>;

// `parameters`: the section, whatever its members are.
Uses uses_of(const std::vector<tmpl::Reference>& references, const Node* parameters) {
  Uses uses;
  for (const tmpl::Reference& reference : references) {
    const bool waits = reference.kind == Kind::Ref || reference.kind == Kind::GetAtt || reference.kind == Kind::Sub;
    if (waits && !(parameters && parameters->find(reference.name))) uses.try_emplace(reference.name, &reference);
  }
  return uses;
}

void check_target(const Node& target, Span where, const Uses& uses, Findings& findings) {
  const auto found = target.is_string() ? uses.find(target.text) : uses.end();
  if (found == uses.end()) return;
  const tmpl::Reference* use = found->second;
  Diagnostic& finding = findings.add(
      where, fmt::format("`DependsOn` names `{}`, which the resource waits for anyway", target.text), target.expansion);
  finding.related.push_back({use->where, "this already needs it"});
  finding.hints.emplace_back("leave it out of `DependsOn`");
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Member* depends_on = resource.node->find_member("DependsOn");
    if (!depends_on) continue;
    const std::vector<tmpl::Reference> references = tmpl::references_in(*resource.node, &context.sources);
    const Uses uses = uses_of(references, context.source.section("Parameters"));
    check_target(depends_on->value, depends_on->key_span, uses, findings);
    for (const Node& target : depends_on->value.items) check_target(target, target.span, uses, findings);
  }
}

}  // namespace

extern const Rule rule_W3005_redundant_depends_on{
    .id = "W3005",
    .summary = "`DependsOn` names only what no other part of the resource refers to",
    .why = "A reference makes CloudFormation wait already; saying it twice hides which order was really meant.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
