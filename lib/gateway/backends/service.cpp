#include "gateway/backends/service.h"

#include <algorithm>
#include <utility>

#include "aws/endpoint.h"
#include "aws/sigv4.h"

namespace cxsam::gateway {
namespace {

/// Endpoints of one's own have no subdomains: a bucket stands in the path there.
void place(ServiceCall& call, const aws::Endpoint& endpoint) {
  std::string origin = endpoint.url;
  if (!call.subdomain.empty() && endpoint.is_aws) origin.insert(origin.find("://") + 3, call.subdomain);
  if (!call.subdomain.empty() && !endpoint.is_aws && call.subdomain.ends_with('.'))
    call.request.url = "/" + call.subdomain.substr(0, call.subdomain.size() - 1) + call.request.url;
  call.request.url = origin + call.request.url;
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
