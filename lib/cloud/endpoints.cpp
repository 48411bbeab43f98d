#include "cloud/endpoints.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/members.h"
#include "aws/rest.h"
#include "base/percent.h"
#include "base/text.h"
#include "facts/regions.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

using aws::list_of;
using aws::object_of;
using aws::text_of;

constexpr std::string_view kFunction = "AWS::Lambda::Function", kRest = "AWS::ApiGateway::RestApi",
                           kHttp = "AWS::ApiGatewayV2::Api";

bool has_endpoints(std::string_view type) { return type == kFunction || type == kRest || type == kHttp; }

/// "/hello['get', 'post']", as SAM CLI prints the paths of an OpenAPI document.
std::vector<std::string> methods_in(const Node* body) {
  std::vector<std::string> all;
  const Node* paths = body == nullptr ? nullptr : body->find("paths");
  if (paths == nullptr) return all;
  for (const Member& path : paths->members) {
    std::vector<std::string> names;
    for (const Member& method : path.value.members) names.push_back(fmt::format("'{}'", method.key));
    all.push_back(fmt::format("{}[{}]", path.key, join(names, ", ")));
  }
  return all;
}

const tmpl::Template* template_of(const project::Project* project) {
  return project == nullptr ? nullptr : &project->root.expanded;
}

std::vector<std::string> methods_of(const project::Project* project, std::string_view logical_id) {
  const tmpl::Template* expanded = template_of(project);
  const tmpl::Resource* resource = expanded == nullptr ? nullptr : expanded->find_resource(logical_id);
  return resource == nullptr ? std::vector<std::string>() : methods_in(resource->property("Body"));
}

/// The logical id that `{"Ref": ...}` names, or the text itself.
std::string named_by(const Node* node) {
  if (node == nullptr) return "";
  const auto intrinsic = as_intrinsic(*node);
  const Node* named = intrinsic && intrinsic->name == "Ref" ? intrinsic->argument : node;
  return std::string(named->as_text().value_or(""));
}

/// An API's custom domains by its logical id: "https://api.example.com/v1".
std::vector<std::string> domains_of(const project::Project* project, std::string_view api,
                                    const std::vector<StackResource>& resources) {
  std::vector<std::string> urls;
  const tmpl::Template* expanded = template_of(project);
  if (expanded == nullptr) return urls;
  for (const tmpl::Resource& mapping : expanded->resources()) {
    const bool rest = mapping.type == "AWS::ApiGateway::BasePathMapping";
    if (!rest && mapping.type != "AWS::ApiGatewayV2::ApiMapping") continue;
    if (named_by(mapping.property(rest ? "RestApiId" : "ApiId")) != api) continue;
    std::string domain = named_by(mapping.property("DomainName"));
    const auto deployed = std::ranges::find(resources, domain, &StackResource::logical_id);
    if (deployed != resources.end()) domain = deployed->physical_id;
    const std::string path = named_by(mapping.property(rest ? "BasePath" : "ApiMappingKey"));
    if (!domain.empty()) urls.push_back(fmt::format("https://{}{}{}", domain, path.empty() ? "" : "/", path));
  }
  return urls;
}

/// Nothing for a function without a URL. `function` is a name.
Task<Result<std::vector<std::string>>> function_url(aws::Client& client, std::string function) {
  const Json parameters{{"TypeName", "AWS::Lambda::Url"}, {"Identifier", function}};
  const auto answer = co_await client.call("cloudcontrol", "GetResource", parameters);
  std::vector<std::string> urls;
  if (!answer && answer.error().code == "ResourceNotFoundException") co_return urls;
  if (!answer) co_return fail(aws::to_error(answer.error(), "GetResource"));
  const Result<Json> properties = parse_json(text_of(object_of(*answer, "ResourceDescription"), "Properties"));
  if (properties && !text_of(*properties, "FunctionUrl").empty()) urls.push_back(text_of(*properties, "FunctionUrl"));
  co_return urls;
}

Task<Result<std::vector<std::string>>> stage_urls(aws::Client& client, std::string api, bool rest, std::string host) {
  std::string path = rest ? "/restapis/" + percent_encode(api) + "/stages" : "/v2/apis/" + percent_encode(api) + "/stages";
  const auto answer = co_await aws::rest_get(client, rest ? "apigateway" : "apigatewayv2", std::move(path));
  if (!answer) co_return fail(aws::to_error(answer.error(), "GetStages"));
  std::vector<std::string> urls;
  for (const Json& stage : list_of(*answer, rest ? "item" : "items")) {
    const std::string name = text_of(stage, "stageName");
    urls.push_back(fmt::format("https://{}.{}{}", api, host, name == "$default" ? "" : "/" + name));
  }
  co_return urls;
}

std::string host_of(std::string_view region) {
  return fmt::format("execute-api.{}.{}", region, facts::partition_of(region).url_suffix);
}

}  // namespace

std::vector<Endpoint> local_endpoints(const project::Project* project) {
  std::vector<Endpoint> all;
  const tmpl::Template* expanded = template_of(project);
  if (expanded == nullptr) return all;
  for (const tmpl::Resource& resource : expanded->resources())
    if (has_endpoints(resource.type))
      all.push_back(
          {resource.type == kFunction, std::string(resource.logical_id), "", {}, methods_in(resource.property("Body"))});
  return all;
}

Task<Result<std::vector<Endpoint>>> deployed_endpoints(aws::Client& client, std::string region,
                                                       std::vector<StackResource> resources, const project::Project* project) {
  std::vector<Endpoint> all;
  for (const StackResource& resource : resources) {
    if (!has_endpoints(resource.type)) continue;
    Endpoint endpoint{resource.type == kFunction, resource.logical_id, resource.physical_id,
                      domains_of(project, resource.logical_id, resources), methods_of(project, resource.logical_id)};
    if (endpoint.urls.empty() && !resource.physical_id.empty()) {
      Task<Result<std::vector<std::string>>> asked =
          resource.type == kFunction ? function_url(client, resource.physical_id)
                                     : stage_urls(client, resource.physical_id, resource.type == kRest, host_of(region));
      Result<std::vector<std::string>> urls = co_await std::move(asked);
      if (!urls) co_return fail(std::move(urls).error().with("reading the addresses of `" + resource.logical_id + "`"));
      endpoint.urls = *std::move(urls);
    }
    all.push_back(std::move(endpoint));
  }
  for (Endpoint& local : local_endpoints(project))
    if (std::ranges::find(all, local.logical_id, &Endpoint::logical_id) == all.end()) all.push_back(std::move(local));
  co_return all;
}

}  // namespace cxsam::cloud
