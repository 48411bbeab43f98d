#include "gateway/backends/service.h"

#include <algorithm>
#include <utility>

#include "aws/endpoint.h"
#include "aws/sigv4.h"
#include "gateway/backends/uri.h"

namespace cxsam::gateway {
namespace {

using application::AwsService;

/// Endpoints of one's own have no subdomains: a bucket stands in the path there.
void place(ServiceCall& call, const aws::Endpoint& endpoint) {
  std::string origin = endpoint.url;
  if (!call.subdomain.empty() && endpoint.is_aws) origin.insert(origin.find("://") + 3, call.subdomain);
  if (!call.subdomain.empty() && !endpoint.is_aws && call.subdomain.ends_with('.'))
    call.request.url = "/" + call.subdomain.substr(0, call.subdomain.size() - 1) + call.request.url;
  call.request.url = origin + call.request.url;
}

void set_if_missing(system::HttpHeaders& headers, std::string_view name, std::string_view value) {
  if (system::find_header(headers, name) == nullptr) headers.push_back({std::string(name), std::string(value)});
}

/// What the body is, unless it was mapped: JSON services take nothing but theirs.
std::string content_type(const facts::Service& service, const AwsService& target, const MappedRequest& mapped) {
  const bool by_target = !target.action.empty() && service.version.empty();
  return by_target ? "application/x-amz-" + std::string(service.protocol) : mapped.content_type;
}

}  // namespace

const facts::Service* find_service(std::string_view name) {
  if (const facts::Service* service = facts::find_service(name)) return service;
  const auto& all = facts::all_services();
  auto found = std::ranges::find(all, name, &facts::Service::signing_name);
  if (found == all.end())
    found = std::ranges::find_if(
        all, [&](const facts::Service& service) { return service.host.substr(0, service.host.find('.')) == name; });
  return found == all.end() ? nullptr : &*found;
}

std::optional<ServiceCall> make_service_call(const AwsService& target, const application::Variables& stage_variables,
                                             const std::string& method, MappedRequest mapped) {
  const facts::Service* service = find_service(target.service);
  if (service == nullptr) return std::nullopt;
  system::HttpRequest request{.method = target.method.empty() ? method : target.method, .url = "/"};
  for (const auto& [name, value] : mapped.headers) request.headers.push_back({name, value});
  NamedValues query;
  if (target.action.empty()) {
    request.url += fill_uri(target.path, stage_variables, mapped.path);
  } else if (const std::string action = fill_uri(target.action, stage_variables, mapped.path); !service->version.empty()) {
    query = {{"Action", action}, {"Version", std::string(service->version)}};
  } else {
    set_if_missing(request.headers, "X-Amz-Target", std::string(service->target) + "." + action);
  }
  query.insert(query.end(), mapped.query.begin(), mapped.query.end());
  request.url = with_query(std::move(request.url), query);
  set_if_missing(request.headers, "Accept", "application/json");
  if (!mapped.body.empty()) set_if_missing(request.headers, "Content-Type", content_type(*service, target, mapped));
  request.body = std::move(mapped.body);
  return ServiceCall{.service = service,
                     .region = target.region,
                     .subdomain = target.subdomain.empty() ? "" : target.subdomain + ".",
                     .request = std::move(request)};
}

std::optional<std::string> why_not_ask(const facts::Service& service, const Outside& outside) {
  if (outside.real_aws || !aws::endpoint_of(service, outside.region, outside.settings).is_aws) return std::nullopt;
  return "AWS_ENDPOINT_URL_" + std::string(service.setting) + " (or AWS_ENDPOINT_URL) says where `" +
         std::string(service.name) + "` is, as of an emulator; --allow-aws lets it ask AWS itself";
}

Task<tl::expected<system::HttpAnswer, Refused>> ask_service(const Served& served, ServiceCall call, std::uint32_t timeout_ms) {
  const Outside& outside = served.services.outside;
  if (auto why = why_not_ask(*call.service, outside))
    co_return tl::unexpected(Refused{.failure = Failure::NotImplemented, .why = "no service to ask: " + *why});
  const aws::Endpoint endpoint =
      aws::endpoint_of(*call.service, call.region.empty() ? outside.region : call.region, outside.settings);
  place(call, endpoint);
  const aws::Scope scope{.service = std::string(call.service->signing_name),
                         .region = endpoint.region,
                         .time = served.services.world.clock.wall()};
  aws::sign(call.request, outside.credentials, scope);
  auto answer = co_await send_to_backend(served, std::move(call.request), timeout_ms);
  co_return answer;
}

}  // namespace cxsam::gateway
