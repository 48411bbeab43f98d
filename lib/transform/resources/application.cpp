// AWS::Serverless::Application: a nested stack.
// Source: AWS SAM developer guide, "AWS::Serverless::Application".
#include <algorithm>
#include <array>

#include "transform/mappings.h"
#include "transform/resource_type.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Location", kText | kMap, true},
    Property{"NotificationARNs", kList | kTexts},
    Property{"Parameters", kMap},
    Property{"Tags", kMap},
    Property{"TimeoutInMinutes", kNumber},
};

/// AWS asks the Serverless Application Repository for the URL of the template; this stands for what it answers.
constexpr std::string_view kRepositoryUrl = "https://serverlessrepo.local/template.yaml";

/// What tests take for the repository's answers.
constexpr std::string_view kStubUrl = "https://awsserverlessrepo-changesets-xxx.s3.amazonaws.com/signed-url";
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kStubRefusals{{
    {"no-access", "access to the application is denied"},
    {"non-existent", "there is no such application"},
    {"invalid-semver", "there is no such version of the application"},
    {"preparing-never-ready", "the template of the application did not become ready in time"},
    {"expired", "the template of the application has expired"},
}};

/// ApplicationId or SemanticVersion as text; nothing after an error.
std::optional<Node> located(Scope& scope, const Node& location, std::string_view name) {
  const std::string quoted = "`" + std::string(name) + "`";
  const Node* given = value_at(&location, name);
  if (!given) {
    scope.error(&location, "`Location` lacks " + quoted,
                "give `ApplicationId` and `SemanticVersion` of an application, or the URL of a template as text");
    return std::nullopt;
  }
  const auto value = looked_up(scope.work, *given);
  if (name == "ApplicationId" && value && value->text.find("{{resolve:") != std::string::npos) {
    scope.error(given, quoted + " cannot be a dynamic reference", "AWS looks the application up before it resolves these");
    return std::nullopt;
  }
  if (!value) {
    scope.error(given, quoted + " has no value here",
                "write it as text, a `Ref` to a parameter with a value, or `Fn::FindInMap`");
  } else if (!value->is_string()) {
    scope.error(given, quoted + " must be text", given->is_scalar() ? "put it in quotes" : "");
  } else if (value->text.empty()) {
    scope.error(given, quoted + " is empty");
  } else {
    return value;
  }
  return std::nullopt;
}

Node template_url(Scope& scope, const Node& location, const std::string& application) {
  const Maker& make = scope.make;
  if (scope.work.options.repository == ApplicationRepository::Stub) {
    const auto refusal = std::ranges::find(kStubRefusals, application, [](const auto& pair) { return pair.first; });
    if (refusal != kStubRefusals.end()) {
      scope.error(&location, "application `" + application + "`: " + std::string(refusal->second));
    }
    return make.text(kStubUrl);
  }
  return make.text(kRepositoryUrl);
}

/// A path of this machine that a function gives: what packages writes a URL in its place, so that AWS never sees the function.
bool is_local_path(const Scope& scope, const Node& location) {
  return scope.work.options.artifacts != ArtifactPaths::Required && as_intrinsic(location);
}

void transform_application(Scope& scope) {
  const Node* location = scope.property("Location");
  const Maker& make = scope.make;
  Node url = *location;
  Node tags = tag_list_with_creator(scope, scope.property("Tags"));
  if (is_local_path(scope, *location)) {
    url = scope.work.resolved(*location);
  } else if (location->is_map()) {
    const auto id = located(scope, *location, "ApplicationId");
    const auto version = id ? located(scope, *location, "SemanticVersion") : std::nullopt;
    if (!version) return;
    url = template_url(scope, *location, id->text);
    tags.items.push_back(make.map("Key", "serverlessrepo:applicationId", "Value", *id));
    tags.items.push_back(make.map("Key", "serverlessrepo:semanticVersion", "Value", *version));
  }
  scope.add(
      scope.id, "AWS::CloudFormation::Stack",
      make.map("TemplateURL", std::move(url), "Parameters", scope.copy("Parameters"), "NotificationARNs",
               scope.copy("NotificationARNs"), "Tags", std::move(tags), "TimeoutInMinutes", scope.copy("TimeoutInMinutes")),
      {.main = true, .metadata = false});
}

}  // namespace

extern const ResourceType resource_application{"AWS::Serverless::Application", Phase::Others, kProperties,
                                               transform_application};

}  // namespace cxsam::transform
