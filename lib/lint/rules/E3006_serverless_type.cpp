#include <algorithm>

#include "base/text.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kPrefix = "AWS::Serverless::";

/// Source: AWS SAM developer guide, "AWS SAM resources and properties".
const std::vector<std::string>& serverless_types() {
  static const std::vector<std::string> types{
      "AWS::Serverless::Api",          "AWS::Serverless::Application",  "AWS::Serverless::CapacityProvider",
      "AWS::Serverless::Connector",    "AWS::Serverless::Function",     "AWS::Serverless::GraphQLApi",
      "AWS::Serverless::HttpApi",      "AWS::Serverless::LayerVersion", "AWS::Serverless::SimpleTable",
      "AWS::Serverless::StateMachine", "AWS::Serverless::WebSocketApi"};
  return types;
}

// A type that resembles none may be newer than this list.
void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const std::string type(resource.type);
    if (!type.starts_with(kPrefix) || std::ranges::find(serverless_types(), type) != serverless_types().end()) continue;
    Diagnostic& finding = findings.add(*resource.node->find("Type"), "SAM has no resource type `" + type + "`");
    finding.hints = did_you_mean(type, serverless_types());
    if (!finding.hints.empty()) continue;
    finding.severity = Severity::Warning;
    finding.message = "`" + type + "` is no SAM resource type that this version of cxsam knows";
  }
}

}  // namespace

extern const Rule rule_E3006_serverless_type;
const Rule rule_E3006_serverless_type{
    .id = "E3006",
    .summary = "SAM has the serverless resource type",
    .why =
        "The transform leaves the resource as it is, and CloudFormation then refuses the type. A name that resembles none that "
        "cxsam knows may be newer, and is only a warning.",
    .check = check,
};

}  // namespace cxsam::lint
