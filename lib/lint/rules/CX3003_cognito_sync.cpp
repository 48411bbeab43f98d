#include <array>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

constexpr std::array<std::string_view, 3> kSyncProperties{"CognitoStreams", "CognitoEvents", "PushSync"};

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (resource.type != "AWS::Cognito::IdentityPool" || !resource.properties) continue;
    for (const std::string_view name : kSyncProperties)
      if (const Member* property = resource.properties->find_member(name))
        findings.add(property->key_span, "`" + property->key + "` belongs to Amazon Cognito Sync, which is deprecated")
            .hints.emplace_back("AWS AppSync does what Cognito Sync did; remove the property");
  }
}

}  // namespace

extern const Rule rule_CX3003_cognito_sync{
    .id = "CX3003",
    .summary = "nothing is built on Amazon Cognito Sync",
    .why = "Amazon Cognito Sync takes no new users, and AWS advises AppSync in its place.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
