#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check_type(const CheckContext& context, const Node* type, Findings& findings) {
  if (!type || context.resolver.text(*type) != "NONE") return;
  findings.add(*type, "everyone who has the URL can call the function")
      .hints.emplace_back("`AuthType: AWS_IAM` asks for signed requests; with NONE the code itself must check who calls");
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions)
    if (const Member* url = function.own_property("FunctionUrlConfig"))
      check_type(context, url->value.find("AuthType"), findings);
  if (const Node* globals = context.source.section("Globals"))
    if (const Node* url = globals->at_path({"Function", "FunctionUrlConfig"}))
      check_type(context, url->find("AuthType"), findings);
  for (const tmpl::Resource& resource : context.source.resources())
    if (resource.type == "AWS::Lambda::Url") check_type(context, resource.property("AuthType"), findings);
}

}  // namespace

extern const Rule rule_CX3007_open_function_url{
    .id = "CX3007",
    .summary = "the URL of a function is not open to the world",
    .why = "With `AuthType: NONE` Lambda checks nothing: anyone can call the function, at your cost.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
