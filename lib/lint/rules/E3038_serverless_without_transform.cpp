#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

std::string hint_for(const Node* transform) {
  if (transform != nullptr && transform->text.starts_with("AWS::Serverless"))
    return "it is called `AWS::Serverless-2016-10-31`, not `" + transform->text + "`";
  return "add `Transform: AWS::Serverless-2016-10-31` at the top of the template";
}

void check(const CheckContext& context, Findings& findings) {
  if (context.source.is_serverless()) return;
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (!resource.type.starts_with("AWS::Serverless::")) continue;
    Diagnostic& finding =
        findings.add(*resource.node->find("Type"),
                     "type `" + std::string(resource.type) + "` needs the SAM transform, which the template does not ask for");
    finding.hints.push_back(hint_for(context.source.root().find("Transform")));
  }
}

}  // namespace

extern const Rule rule_E3038_serverless_without_transform{
    .id = "E3038",
    .summary = "a template with serverless resources asks for the SAM transform",
    .why = "CloudFormation itself does not know the types `AWS::Serverless::*`.",
    .check = check,
};

}  // namespace cxsam::lint
