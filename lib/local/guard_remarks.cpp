#include "local/guard_remarks.h"

#include <algorithm>
#include <map>
#include <set>

#include "application/authorizer.h"
#include "base/text.h"
#include "gateway/authorizers/pools.h"
#include "local/sam_guards.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::Authorizer;
using application::Route;
using Words = std::set<std::string>;

std::string joined(const Words& words) { return join(std::vector<std::string>(words.begin(), words.end()), ", "); }

/// The issuer of a pool that the template makes and for which nothing stands in, or "".
std::string lost_issuer(const Authorizer& guard, const gateway::GuardOptions& options) {
  if (!guard.of_own_pool) return "";
  std::string issuer = guard.user_pools.empty() ? guard.issuer : gateway::issuer_of_pool(guard.user_pools.front());
  const std::string place = issuer.substr(0, issuer.rfind('/'));
  const auto leads = [&](const jwt::Detour& detour) { return detour.from.starts_with(place); };
  return std::ranges::any_of(options.detours, leads) ? "" : issuer;
}

/// What is said of a guard before the routes that it has; "" when it does what it does on AWS.
std::string remark_of(const Authorizer& guard, const gateway::GuardOptions& options) {
  if (guard.kind == Authorizer::Kind::Unsupported)
    return "authorizer `" + guard.name + "` is NOT enforced, since " + guard.why + ": every caller may use ";
  const bool has_claims = guard.kind == Authorizer::Kind::Jwt || guard.kind == Authorizer::Kind::Cognito;
  if (options.claims && has_claims)
    return "authorizer `" + guard.name + "` lets everybody in, with the claims of --authorizer-claims: ";
  if (guard.kind == Authorizer::Kind::Jwt && guard.audiences.empty())
    return "authorizer `" + guard.name +
           "` lets nobody in, since it names no audience, without which API Gateway refuses it: it guards ";
  if (const std::string issuer = lost_issuer(guard, options); !issuer.empty())
    return "authorizer `" + guard.name + "` lets nobody in, since its user pool is made by the template: " + "`--issuer " +
           issuer.substr(0, issuer.rfind('/')) + "=http://127.0.0.1:PORT` names a stand-in for it (or " +
           "--authorizer-claims FILE, --disable-authorizer); it guards ";
  return "";
}

}  // namespace

void add_guards(const application::Application& application, const gateway::GuardOptions& options,
                std::vector<Remark>& remarks) {
  if (options.disabled) return;
  std::map<std::string, Words> said;
  for (const Api& api : application.apis) {
    for (const Route& route : api.routes) {
      if (!route.guard || route.guard->kind == Authorizer::Kind::None) continue;
      const std::string text = options.as_sam ? sam_remark(*route.guard, api.kind) : remark_of(*route.guard, options);
      if (!text.empty()) said[text].insert(route.method + " " + route.path);
    }
  }
  const auto is_private = [](const Route& route) { return route.guard && route.guard->is_private; };
  for (const Api& api : application.apis)
    if (options.vpce.empty() && !options.as_sam && std::ranges::any_of(api.routes, is_private))
      remarks.push_back({Remark::Level::Note, "`" + api.logical_id +
                                                  "` is private: --vpce ID says through which VPC endpoint " +
                                                  "requests come, which its resource policy may ask for"});
  for (const auto& [text, routes] : said)
    remarks.push_back({Remark::Level::Warning, options.as_sam ? text : text + joined(routes)});
}

}  // namespace cxsam::local
