#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "application/integration.h"
#include "base/text.h"
#include "diagnostic/complaint.h"
#include "facts/routes.h"

namespace cxsam::application {
namespace {

/// What the routes of an API have taken so far.
struct Taken {
  std::set<std::pair<std::string, std::string>> routes;  // method and path
  std::map<std::string, std::string> variables;          // the path before a variable -> "{name}"
};

/// A REST API has one name for a variable at its place.
std::optional<Complaint> take_variables(const std::string& path, Taken& taken) {
  std::map<std::string, std::string> here;
  std::string before;
  for (const std::string_view part : split(path, '/')) {
    if (facts::is_path_variable(part)) {
      const auto other = taken.variables.find(before);
      if (other != taken.variables.end() && other->second != part)
        return Complaint{"another route has `" + other->second + "` in the place of `" + std::string(part) + "`"};
      here.emplace(before, part);
    }
    before.append(part) += '/';
  }
  taken.variables.merge(here);
  return {};
}

std::optional<Complaint> take(const Route& route, Api::Kind kind, Taken& taken) {
  if (auto fault = facts::fault_of_method(route.method)) return fault;
  if (route.path == "$default") return {};
  if (auto fault = facts::fault_of_path(route.path)) return fault;
  if (kind == Api::Kind::Rest)
    if (auto fault = take_variables(route.path, taken)) return fault;
  if (!taken.routes.emplace(route.method, route.path).second) return Complaint{"it is declared already"};
  return {};
}

}  // namespace

void leave_out_refused(Api& api, Application& application) {
  Taken taken;
  std::erase_if(api.routes, [&](const Route& route) {
    const auto fault = take(route, api.kind, taken);
    if (!fault) return false;
    application.unsupported.push_back({.logical_id = api.logical_id,
                                       .what = "",
                                       .where = route.where,
                                       .route = route.key(),
                                       .refused = fault->message,
                                       .of_api = true});
    if (!facts::fault_of_path(route.path)) api.refused.push_back(route);
    return true;
  });
}

}  // namespace cxsam::application
