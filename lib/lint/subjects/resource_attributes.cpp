#include "lint/subjects/resource_attributes.h"
#include "base/did_you_mean.h"

#include <algorithm>
#include <array>

namespace cxsam::lint {
namespace {

// Source: AWS CloudFormation user guide, "Resource attribute reference"; `Version` is a custom resource's. The SAM developer
// guide adds Connectors and IgnoreGlobals.
constexpr std::array<std::string_view, 12> kAttributes{"Condition", "Connectors",          "CreationPolicy", "DeletionPolicy",
                                                       "DependsOn", "IgnoreGlobals",       "Metadata",       "Properties",
                                                       "Type",      "UpdateReplacePolicy", "UpdatePolicy",   "Version"};

}  // namespace

bool is_attribute(std::string_view name) {
  return std::ranges::find(kAttributes, name) != kAttributes.end() || name.starts_with("Fn::");
}

void check_attributes(const CheckContext& context, bool serverless, std::string_view problem, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (resource.type.starts_with("AWS::Serverless::") != serverless) continue;
    for (const Member& member : resource.node->members) {
      if (is_attribute(member.key)) continue;
      Diagnostic& finding = findings.add(member.key_span, std::string(problem) + " `" + member.key + "`");
      finding.hints = did_you_mean(member.key, std::vector<std::string>(kAttributes.begin(), kAttributes.end()));
      if (finding.hints.empty()) finding.hints.emplace_back("if it is a property, move it below `Properties:`");
    }
  }
}

}  // namespace cxsam::lint
