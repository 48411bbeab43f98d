#include "local/sam_cors.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/sam/cors.h"
#include "local/sam_apis.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::Cors;

bool is_preflight(const application::Route& route) {
  return route.method == "OPTIONS" && route.integration.is<application::Mock>();
}

/// `Cors` of a REST API of SAM, which its OPTIONS methods have with values in the place of intrinsic functions.
std::optional<Cors> cors_of_rest(const Node& setting, const Api& api) {
  const auto preflight = std::ranges::find_if(api.routes, is_preflight);
  if (preflight == api.routes.end()) return std::nullopt;
  std::optional<Cors> cors = gateway::mocked_cors(preflight->integration);
  if (cors && setting.find("AllowMethods") == nullptr) cors->allow_methods.clear();  // all, and not only those of a path
  return cors;
}

/// The last API of SAM decides for all, also by having none; one of CloudFormation only by having some.
std::optional<Cors> shared_cors(const project::Project& project) {
  std::vector<const Api*> apis;
  for (const Api& api : project.application.apis) apis.push_back(&api);
  std::ranges::stable_sort(apis, {}, [](const Api* api) { return place_among_sam(*api); });
  std::optional<Cors> shared;
  for (const Api* api : apis) {
    const std::optional<Node> setting = setting_of(project, *api, "Cors");
    if (is_of_sam(project, *api) || api->cors) shared = api->cors;
    if (setting && api->kind == Api::Kind::Rest) shared = cors_of_rest(*setting, *api);
  }
  return shared;
}

bool is_quoted(std::string_view text) { return text.size() >= 2 && text.starts_with('\'') && text.ends_with('\''); }

bool lacks_quotes(const Node* value) { return value != nullptr && value->is_string() && !is_quoted(value->text); }

}  // namespace

std::optional<Error> sam_cors_fault(const project::Project& project) {
  for (const Api& api : project.application.apis) {
    const std::optional<Node> cors = setting_of(project, api, "Cors");
    if (!cors || api.kind != Api::Kind::Rest) continue;
    if (lacks_quotes(&*cors))
      return Error{R"(Cors Properties must be a quoted string (i.e. "'*'" is correct, but "*" is not).)"};
    for (const std::string name : {"AllowMethods", "AllowOrigin", "AllowHeaders", "MaxAge"})
      if (lacks_quotes(cors->find(name)))
        return Error{name + R"( must be a quoted string (i.e. "'value'" is correct, but "value" is not).)"};
  }
  return std::nullopt;
}

void share_cors(project::Project& project) {
  const std::optional<Cors> shared = shared_cors(project);
  for (Api& api : project.application.apis) {
    api.cors = shared;
    if (is_of_sam(project, api)) std::erase_if(api.routes, is_preflight);
  }
}

}  // namespace cxsam::local
