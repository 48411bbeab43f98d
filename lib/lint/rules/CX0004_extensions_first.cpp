#include <algorithm>
#include <string>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Transforms run in the order of the list.
bool extends_before_sam(const Node& root) {
  const Node* transforms = root.find("Transform");
  if (!transforms || !transforms->is_list()) return false;
  const auto place_of = [&](std::string_view name) { return std::ranges::find(transforms->items, name, &Node::text); };
  const auto extensions = place_of("AWS::LanguageExtensions");
  const auto sam = place_of("AWS::Serverless-2016-10-31");
  return sam != transforms->items.end() && extensions < sam;
}

void check_target(const CheckContext& context, const Node& target, Findings& findings) {
  if (!target.is_string() || context.source.find_resource(target.text) || !context.stack.expanded.find_resource(target.text))
    return;
  Diagnostic& finding = findings.add(target, "`DependsOn` names `" + target.text +
                                                 "`, which SAM makes only after `AWS::LanguageExtensions` has looked for it");
  finding.hints.emplace_back(
      "write `AWS::Serverless-2016-10-31` first in `Transform`, or refer to the resource instead of waiting for it");
}

void check(const CheckContext& context, Findings& findings) {
  if (!extends_before_sam(context.source.root())) return;
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Node* targets = resource.node->find("DependsOn");
    if (!targets) continue;
    check_target(context, *targets, findings);
    for (const Node& target : targets->items) check_target(context, target, findings);
  }
}

}  // namespace

extern const Rule rule_CX0004_extensions_first{
    .id = "CX0004",
    .summary = "where `AWS::LanguageExtensions` comes before SAM, `DependsOn` names resources that are written out",
    .why =
        "The first transform looks up what `DependsOn` names, and what SAM generates is not there yet: the deployment fails.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
