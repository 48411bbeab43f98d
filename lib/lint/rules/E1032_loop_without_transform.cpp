#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void find_loops(const Node& node, Findings& findings) {
  for (const Member& member : node.members) {
    if (member.key.starts_with("Fn::ForEach::"))
      findings.add(member.key_span, "`" + member.key + "` is a loop, which only the transform `AWS::LanguageExtensions` knows")
          .hints.emplace_back("add `Transform: AWS::LanguageExtensions` at the top of the template, before other transforms");
    find_loops(member.value, findings);
  }
  for (const Node& item : node.items) find_loops(item, findings);
}

void check(const CheckContext& context, Findings& findings) {
  if (!has_transform(context.source.root(), "AWS::LanguageExtensions")) find_loops(context.source.root(), findings);
}

}  // namespace

extern const Rule rule_E1032_loop_without_transform{
    .id = "E1032",
    .summary = "a template with `Fn::ForEach` names the transform `AWS::LanguageExtensions`",
    .why = "Without the transform CloudFormation takes the loop for a name, and refuses it.",
    .check = check,
};

}  // namespace cxsam::lint
