#include "gateway/routing.h"

#include <ranges>
#include <vector>

#include "base/text.h"

namespace cxsam::gateway {

std::string own_host(const application::Api& api) {
  std::string host = to_lower(api.logical_id);
  const std::vector<std::string_view> stacks = split(api.stack_path, '/');
  for (const std::string_view stack : stacks | std::views::reverse)
    if (!stack.empty()) host += "." + to_lower(stack);
  return host + ".localhost";
}

Routing::Routing(const application::Application& application) : all(application) {
  for (const application::Api& api : application.apis) alone.try_emplace(own_host(api), application, &api);
}

const RouteTable& Routing::of(std::string_view host) const {
  const auto found = alone.find(to_lower(host.substr(0, host.find(':'))));
  return found == alone.end() ? all : found->second;
}

}  // namespace cxsam::gateway
