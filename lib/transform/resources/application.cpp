// AWS::Serverless::Application: a nested stack.
// Source: AWS SAM developer guide, "AWS::Serverless::Application".
#include <array>

#include "transform/resource_type.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Location", kText | kMap, true},
    Property{"NotificationARNs", kList},
    Property{"Parameters", kMap},
    Property{"Tags", kMap},
    Property{"TimeoutInMinutes", kNumber},
};

/// AWS looks applications of the Serverless Application Repository up when it transforms; this stands for the template's URL.
constexpr std::string_view kRepositoryUrl = "https://serverlessrepo.local/template.yaml";

void transform_application(Scope& scope) {
  const Node* location = scope.property("Location");
  const Maker& make = scope.make;
  std::optional<Node> url;
  std::optional<Node> repository_tags;
  if (location->is_map() && !as_intrinsic(*location)) {
    const Node* id = location->find("ApplicationId");
    const Node* version = location->find("SemanticVersion");
    if (!id || !version)
      return scope.error(location, "`Location` needs `ApplicationId` and `SemanticVersion`, or is a template's URL");
    url = make.text(kRepositoryUrl);
    repository_tags = make.list(make.map("Key", "serverlessrepo:applicationId", "Value", id),
                                make.map("Key", "serverlessrepo:semanticVersion", "Value", version));
  } else {
    url = *location;
  }
  Node tags = tag_list_with_creator(scope, scope.property("Tags"));
  if (repository_tags) tags.items.insert(tags.items.end(), repository_tags->items.begin(), repository_tags->items.end());
  scope.add(
      scope.id, "AWS::CloudFormation::Stack",
      make.map("TemplateURL", std::move(url), "Parameters", scope.copy("Parameters"), "NotificationARNs",
               scope.copy("NotificationARNs"), "Tags", std::move(tags), "TimeoutInMinutes", scope.copy("TimeoutInMinutes")),
      {.main = true, .metadata = false});
}

}  // namespace

extern const ResourceType resource_application;
const ResourceType resource_application{"AWS::Serverless::Application", Phase::Others, kProperties, transform_application};

}  // namespace cxsam::transform
