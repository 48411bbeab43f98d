#include "gateway/outside.h"

#include <algorithm>
#include <optional>

#include "gateway/backends/actions.h"
#include "gateway/backends/service.h"

namespace cxsam::gateway {
namespace {

using application::Integration;

std::optional<std::string> why_no_service(std::string_view name, const Outside& outside) {
  const facts::Service* service = find_service(name);
  if (service == nullptr) return "`" + std::string(name) + "` is no service that cxsam knows how to ask";
  return why_not_ask(*service, outside);
}

std::optional<std::string> why_unreachable(const application::HttpServer& server, const Outside& outside) {
  if (!server.certain)
    return "`insecureSkipVerification` is not done here; AWS_CA_BUNDLE names a file with the server's certificate";
  if (server.vpc_link.empty() || outside.vpc_links.contains(server.vpc_link)) return std::nullopt;
  return "--vpc-link " + server.vpc_link + "=HOST:PORT says where its VPC link leads";
}

std::optional<std::string> why_unreachable(const application::AwsSubtype& called, const Outside& outside) {
  const ServiceAction* action = find_action(called.subtype);
  if (action == nullptr) return "there is no integration subtype `" + called.subtype + "`";
  return why_no_service(action->service, outside);
}

std::optional<std::string> why_unreachable(const Integration& integration, const Outside& outside) {
  const application::Target& target = integration.target;
  if (const auto* server = std::get_if<application::HttpServer>(&target)) return why_unreachable(*server, outside);
  if (const auto* service = std::get_if<application::AwsService>(&target)) return why_no_service(service->service, outside);
  if (const auto* called = std::get_if<application::AwsSubtype>(&target)) return why_unreachable(*called, outside);
  return std::nullopt;
}

}  // namespace

std::vector<std::string> unreachable(const application::Application& application, const Outside& outside) {
  std::vector<std::string> sentences;
  const auto look = [&](const std::string& route, const Integration& integration, const std::string& api) {
    const auto why = why_unreachable(integration, outside);
    if (why) sentences.push_back("`" + route + "` of `" + api + "` cannot be answered as it is: " + *why);
  };
  for (const application::Api& api : application.apis)
    for (const application::Route& route : api.routes) look(route.key(), route.integration, api.logical_id);
  for (const application::WebSocketApi& api : application.websocket_apis)
    for (const application::WebSocketRoute& route : api.routes) look(route.key, route.integration, api.logical_id);
  return sentences;
}

}  // namespace cxsam::gateway
