#include "local/sam_application.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>

namespace cxsam::local {
namespace {

/// In the order of the template; APIs that SAM makes for events come behind those that are written.
auto place_of(const application::Api& api) {
  const bool implicit = api.logical_id == "ServerlessRestApi" || api.logical_id == "ServerlessHttpApi";
  return std::tuple(implicit, api.where.file, api.where.begin);
}

}  // namespace

void serve_as_sam(application::Application& application) {
  if (application.apis.empty()) return;
  const auto last = std::ranges::max_element(application.apis, {}, place_of);
  const std::string name = last->stages.front().name;
  const application::Variables variables = last->stages.front().variables;
  for (application::Api& api : application.apis) {
    std::ranges::move(api.refused, std::back_inserter(api.routes));
    api.refused.clear();
    api.stages.front().name = name;
    api.stages.front().variables = variables;
  }
}

}  // namespace cxsam::local
