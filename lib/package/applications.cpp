#include "package/applications.h"

#include <set>
#include <string>

#include <fmt/format.h>

#include "aws/rest.h"
#include "base/percent.h"
#include "json/json.h"
#include "template/resolver.h"

namespace cxsam::package {
namespace {

constexpr std::string_view kService = "serverlessrepo";

struct Application {
  std::string id;  // an ARN
  std::string version;

  friend auto operator<=>(const Application&, const Application&) = default;
};

std::set<Application> applications_of(const project::Project& project) {
  std::set<Application> found;
  for (const project::Stack* stack : project::all_stacks(project)) {
    const tmpl::Resolver resolver(stack->source, stack->parameters);
    for (const tmpl::Resource& resource : stack->source.resources()) {
      if (resource.type != "AWS::Serverless::Application") continue;
      const Node* id = resource.node->at_path({"Properties", "Location", "ApplicationId"});
      const Node* version = resource.node->at_path({"Properties", "Location", "SemanticVersion"});
      if (id == nullptr || version == nullptr) continue;
      const auto id_text = resolver.text(*id);
      const auto version_text = resolver.text(*version);
      if (id_text && version_text) found.insert({*id_text, *version_text});
    }
  }
  return found;
}

}  // namespace

Task<Result<void>> ask_for_applications(aws::Client& client, const project::Project& project,
                                        std::function<void(std::string_view)> tell) {
  for (const Application& each : applications_of(project)) {
    tell(fmt::format("Requesting to create CFN template {}/{} in serverless application repo...\n", each.id, each.version));
    const std::string path = fmt::format("/applications/{}/templates", percent_encode(each.id));
    const Json body{{"semanticVersion", each.version}};
    const auto asked = co_await aws::rest(client, kService, "POST", path, body);
    if (!asked) co_return fail(aws::to_error(asked.error(), "CreateCloudFormationTemplate"));
  }
  co_return Result<void>();
}

}  // namespace cxsam::package
