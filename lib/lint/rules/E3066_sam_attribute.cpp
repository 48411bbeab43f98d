#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  if (context.source.is_serverless()) return;
  for (const tmpl::Resource& resource : context.source.resources())
    for (const std::string_view name : {"Connectors", "IgnoreGlobals"})
      if (const Member* attribute = resource.node->find_member(name))
        findings.add(attribute->key_span, "attribute `" + attribute->key + "` needs the SAM transform")
            .hints.emplace_back("add `Transform: AWS::Serverless-2016-10-31` at the top of the template");
}

}  // namespace

extern const Rule rule_E3066_sam_attribute{
    .id = "E3066",
    .summary = "attributes that are SAM's stand in templates with its transform",
    .why = "CloudFormation itself does not know `Connectors` and `IgnoreGlobals`.",
    .check = check,
};

}  // namespace cxsam::lint
