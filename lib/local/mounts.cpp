#include "local/mounts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "application/authorizer.h"
#include "base/text.h"
#include "gateway/inspect/route_words.h"
#include "local/guard_remarks.h"
#include "local/key_remarks.h"
#include "local/lacks.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::Application;
using application::Integration;
using application::Route;
using Words = std::set<std::string>;
using Guards = std::vector<std::string>;

struct Mount {
  std::string function;
  std::string url;
  Words methods;
  Guards guards;
  bool preflights = false;  // CORS answers OPTIONS, which SAM CLI tells
};

std::string join_set(const Words& words) { return join(std::vector<std::string>(words.begin(), words.end()), ", "); }

std::string name_of(const Route& route) { return "`" + route.key() + "`"; }

/// The methods of a route but for those that another API's route takes from its ANY.
void add_methods(const Route& route, const std::vector<gateway::Clash>& clashes, Words& methods) {
  if (route.method != "ANY") {
    methods.insert(route.method);
    return;
  }
  for (const char* method : {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}) {
    const auto takes = [&](const gateway::Clash& clash) { return clash.hidden == &route && clash.answering->method == method; };
    if (std::ranges::none_of(clashes, takes)) methods.insert(method);
  }
}

/// "http://orders.localhost:3000" for an API beside "http://127.0.0.1:3000".
std::string own_url(const Api& api, std::string_view url) {
  const std::size_t port = url.rfind(':');
  return std::string(url.substr(0, url.find("//") + 2)) + gateway::own_host(api) + std::string(url.substr(port));
}

/// Whether no request for 127.0.0.1 reaches a route.
bool is_hidden(const Route& route, const std::vector<gateway::Clash>& clashes) {
  return std::ranges::any_of(
      clashes, [&](const gateway::Clash& clash) { return clash.hidden == &route && clash.answering->method == route.method; });
}

/// Nothing for a route that is not told of: its function cannot run, or nothing answers it. The OPTIONS of CORS go without
/// saying.
std::optional<std::string> told(const Route& route, const Faults& faults) {
  const Integration& integration = route.integration;
  if (faults.contains(integration.function_path())) return std::nullopt;
  if (integration.is<application::Mock>() && route.method == "OPTIONS") return std::nullopt;
  std::string name = gateway::answering(route);
  return name.empty() ? std::nullopt : std::optional(std::move(name));
}

/// Lines of SAM CLI end with the methods.
Guards guards_told(const Offer& offer, const Api& api, const Route& route) {
  if (offer.guards.as_sam) return {};
  return gateway::guards_of(api, route, offer.guards);
}

/// "/prod" where paths begin with a stage; "/{prod,test}" for an API with several.
std::string stage_path(const Offer& offer, const Api& api) {
  if (!offer.routing.by_stage) return "";
  std::vector<std::string> names;
  for (const application::Stage& stage : api.stages)
    if (stage.name != "$default") names.push_back(stage.name);
  if (names.empty()) return "";
  return names.size() == 1 ? "/" + names.front() : "/{" + join(names, ",") + "}";
}

void add_mount(const Offer& offer, const Api& api, const Route& route, const std::vector<gateway::Clash>& clashes,
               std::vector<Mount>& mounts) {
  const std::optional<std::string> function = told(route, offer.faults);
  if (!function) return;
  const std::string path = route.path.starts_with('/') ? route.path : "/" + route.path;
  const bool hidden = !offer.routing.by_stage && is_hidden(route, clashes);
  const std::string url = (hidden ? own_url(api, offer.url) : offer.url) + stage_path(offer, api) + path;
  const Guards guards = guards_told(offer, api, route);
  const auto same = [&](const Mount& known) {
    return known.function == *function && known.url == url && known.guards == guards;
  };
  auto mount = std::ranges::find_if(mounts, same);
  if (mount == mounts.end())
    mount = mounts.insert(mounts.end(), {.function = *function,
                                         .url = url,
                                         .methods = {},
                                         .guards = guards,
                                         .preflights = offer.guards.as_sam && api.cors.has_value()});
  add_methods(route, clashes, mount->methods);
}

std::vector<Mount> mounts_of(const Offer& offer) {
  const std::vector<gateway::Clash> clashes = offer.routing.all.clashes();
  std::vector<Mount> mounts;
  for (const Api& api : offer.application.apis)
    for (const Route& route : api.routes) add_mount(offer, api, route, clashes, mounts);
  return mounts;
}

Remark warning(std::string text) { return {Remark::Level::Warning, std::move(text)}; }

Words routes_to(const std::string& function, const Application& application) {
  Words routes;
  for (const Api& api : application.apis)
    for (const Route& route : api.routes)
      if (route.integration.function_path() == function || (route.guard && route.guard->function == function))
        routes.insert(name_of(route));
  return routes;
}

void add_faults(const Offer& offer, std::vector<Remark>& remarks) {
  for (const auto& [function, fault] : offer.faults) {
    const Words routes = routes_to(function, offer.application);
    const std::string consequence = routes.empty() ? "" : ", and requests for " + join_set(routes) + " get an error";
    remarks.push_back(warning(fault_sentence(function, fault, consequence)));
  }
}

/// What of a hidden route another one answers: of ANY may be one method alone.
std::string name_of_hidden(const gateway::Clash& clash) {
  const Route& hidden = *clash.hidden;
  if (hidden.method != "ANY" || hidden.path == "$default") return name_of(hidden);
  return "`" + clash.answering->method + " " + hidden.path + "`";
}

void add_clashes(const Offer& offer, std::vector<Remark>& remarks) {
  std::map<std::pair<const Api*, const Api*>, Words> routes;  // that one has in vain, by that one and the one that answers
  for (const gateway::Clash& clash : offer.routing.all.clashes())
    routes[{clash.hidden_api, clash.answering_api}].insert(name_of_hidden(clash));
  for (const auto& [apis, names] : routes) {
    const auto& [hidden, answering] = apis;
    std::string text = join_set(names) + " of `" + hidden->logical_id + "`: ";
    text += hidden == answering ? "another route of it answers"
                                : "`" + answering->logical_id + "` answers, which has the same; `" + hidden->logical_id +
                                      "` alone is at " + own_url(*hidden, offer.url);
    remarks.push_back(warning(std::move(text)));
  }
}

}  // namespace

std::string fault_sentence(std::string_view function, const Error& fault, std::string_view consequence) {
  std::string text = "`" + std::string(function) + "` cannot run" + std::string(consequence) + ": " + fault.message;
  if (!fault.hints.empty()) text += " (" + join(fault.hints, "; ") + ")";
  return text;
}

std::vector<Mounting> mountings(const Offer& offer) {
  std::vector<Mounting> all;
  for (const Mount& mount : mounts_of(offer)) {
    std::vector<std::string> methods(mount.methods.begin(), mount.methods.end());
    if (mount.preflights && !mount.methods.contains("OPTIONS")) methods.emplace_back("OPTIONS");
    all.push_back({.function = mount.function, .url = mount.url, .methods = std::move(methods), .guards = mount.guards});
  }
  return all;
}

std::vector<Remark> limitations(const Offer& offer) {
  std::vector<Remark> remarks;
  add_faults(offer, remarks);
  add_clashes(offer, remarks);
  add_guards(offer.application, offer.guards, remarks);
  if (offer.guards.as_sam) return remarks;
  for (Remark& remark : key_remarks(offer.application)) remarks.push_back(std::move(remark));
  for (const Lack& lack : lacks_of(offer.application.unsupported)) {
    const auto level = lack.item->refused.empty() ? Remark::Level::Note : Remark::Level::Warning;
    remarks.push_back({level, sentence_of(lack)});
  }
  return remarks;
}

std::optional<Error> find_nothing_to_serve(const Application& application) {
  const auto runs = [](const auto& route) { return !route.integration.template is<application::Unknown>(); };
  const auto serves = [&](const auto& api) { return std::ranges::any_of(api.routes, runs); };
  if (std::ranges::any_of(application.apis, serves)) return std::nullopt;
  if (std::ranges::any_of(application.websocket_apis, serves)) return std::nullopt;
  std::string told;
  for (const Lack& lack : lacks_of(application.unsupported))
    if (lack.item->of_api) told += "\n  " + sentence_of(lack);
  if (told.empty())
    return Error{"Template does not have any APIs connected to Lambda functions"}.hint(
        "give a function an event of type `Api` or `HttpApi`, or call it alone with `cxsam local invoke`");
  return Error{"no route of the template can run locally:" + told}.hint("call a function alone with `cxsam local invoke`");
}

}  // namespace cxsam::local
