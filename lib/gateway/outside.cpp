#include "gateway/outside.h"

#include <algorithm>
#include <optional>

#include "application/backend.h"
#include "gateway/backends/actions.h"
#include "gateway/backends/service.h"

namespace cxsam::gateway {
namespace {

using application::Backend;
using application::Integration;

std::optional<std::string> why_no_service(std::string_view name, const Outside& outside) {
  const facts::Service* service = find_service(name);
  if (service == nullptr) return "`" + std::string(name) + "` is no service that cxsam knows how to ask";
  return why_not_ask(*service, outside);
}

std::optional<std::string> why_unreachable(const Integration& integration, const Outside& outside) {
  const Backend& backend = *integration.backend;
  if (integration.kind == Integration::Kind::Service) return why_no_service(backend.service.service, outside);
  if (integration.kind == Integration::Kind::ServiceAction) {
    const ServiceAction* action = find_action(backend.subtype);
    if (action == nullptr) return "there is no integration subtype `" + backend.subtype + "`";
    return why_no_service(action->service, outside);
  }
  if (!backend.certain)
    return "`insecureSkipVerification` is not done here; AWS_CA_BUNDLE names a file with the server's certificate";
  if (backend.vpc_link.empty() || outside.vpc_links.contains(backend.vpc_link)) return std::nullopt;
  return "--vpc-link " + backend.vpc_link + "=HOST:PORT says where its VPC link leads";
}

}  // namespace

std::vector<std::string> unreachable(const application::Application& application, const Outside& outside) {
  std::vector<std::string> sentences;
  const auto look = [&](const std::string& route, const Integration& integration, const std::string& api) {
    const auto why = integration.backend == nullptr ? std::nullopt : why_unreachable(integration, outside);
    if (why) sentences.push_back("`" + route + "` of `" + api + "` cannot be answered as it is: " + *why);
  };
  for (const application::Api& api : application.apis)
    for (const application::Route& route : api.routes) look(route.key(), route.integration, api.logical_id);
  for (const application::WebSocketApi& api : application.websocket_apis)
    for (const application::WebSocketRoute& route : api.routes) look(route.key, route.integration, api.logical_id);
  return sentences;
}

}  // namespace cxsam::gateway
