#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Node* metadata = resource.node->find("Metadata");
    if (const Member* reserved = metadata ? metadata->find_member("AWS::CloudFormation::Module") : nullptr)
      findings.add(reserved->key_span, "CloudFormation keeps the metadata `AWS::CloudFormation::Module` for itself");
    if (!resource.type.ends_with("::MODULE")) continue;
    if (const Member* tags = resource.properties ? resource.properties->find_member("Tags") : nullptr)
      findings.add(tags->key_span, "a module has no `Tags`");
    for (const std::string_view name : {"CreationPolicy", "UpdatePolicy"})
      if (const Member* attribute = resource.node->find_member(name))
        findings.add(attribute->key_span, "a module has no `" + attribute->key + "`");
  }
}

}  // namespace

extern const Rule rule_E5001_module_attribute{
    .id = "E5001",
    .summary = "a module has no tags, creation and update policies, and no one sets its metadata",
    .why = "CloudFormation refuses the template: these attributes belong to the resources inside the module.",
    .check = check,
};

}  // namespace cxsam::lint
