#include <string>
#include <vector>

#include "base/text.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// SAM's is E3038's. Source: AWS CloudFormation template reference, "Transforms reference".
const std::vector<std::string> kTransforms{"AWS::CodeDeployBlueGreen",       "AWS::Include",
                                           "AWS::LanguageExtensions",        "AWS::SecretsManager-2020-07-23",
                                           "AWS::SecretsManager-2024-09-16", "AWS::ServiceCatalog"};

// A macro that nobody here knows may be one that AWS has made since; one that is nearly known is misspelt.
void check_name(const Node& transform, Findings& findings) {
  const auto name = transform.as_string();
  if (!name || !name->starts_with("AWS::")) return;
  const auto near = closest(*name, kTransforms);
  if (!near || *near == *name) return;
  findings.add(transform, "AWS has no transform `" + std::string(*name) + "`").hints.push_back("did you mean `" + *near + "`?");
}

void check(const CheckContext& context, Findings& findings) {
  const Node* transforms = context.source.root().find("Transform");
  if (transforms == nullptr) return;
  check_name(*transforms, findings);
  for (const Node& transform : transforms->items) check_name(transform, findings);
}

}  // namespace

extern const Rule rule_CX0005_unknown_transform{
    .id = "CX0005",
    .summary = "the names of AWS's transforms are spelt as AWS spells them",
    .why = "CloudFormation looks the name up when the stack is made, finds no such transform, and refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
