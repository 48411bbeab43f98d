#include "gateway/inspect/route_words.h"

#include "application/authorizer.h"
#include "application/targets.h"
#include "application/websocket_api.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Authorizer;
using application::Integration;
using application::Route;
using Kind = Authorizer::Kind;

bool is_asked(const Authorizer& guard, const GuardOptions& options) {
  if (guard.kind == Kind::None || guard.kind == Kind::Unsupported) return false;
  return !options.as_sam || guard.calls_function();
}

std::string words_of(const Authorizer& guard) {
  return guard.kind == Kind::Iam ? guard.name : "authorizer `" + guard.name + "`";
}

struct Answering {
  std::string operator()(const application::Unknown& /*unused*/) const { return ""; }
  std::string operator()(const application::FunctionProxy& proxy) const { return proxy.function.path; }
  std::string operator()(const application::FunctionCustom& custom) const { return custom.function.path; }
  std::string operator()(const application::HttpServer& server) const { return server.uri; }
  std::string operator()(const application::AwsService& called) const {
    return called.action.empty() ? called.service : called.service + ":" + called.action;
  }
  std::string operator()(const application::AwsSubtype& called) const { return called.subtype; }
  std::string operator()(const application::Mock& /*unused*/) const { return "MOCK"; }
};

}  // namespace

std::vector<std::string> guards_of(const Api& api, const Route& route, const GuardOptions& options) {
  std::vector<std::string> guards;
  const bool keyed = route.api_key_required && api.kind == Api::Kind::Rest && !options.as_sam;
  if (keyed && !api.key_from_authorizer) guards.emplace_back("API key");
  if (route.guard && !options.disabled) {
    const Authorizer& guard = *route.guard;
    if (guard.resource_policy && !options.as_sam) guards.emplace_back("resource policy");
    if (is_asked(guard, options)) guards.push_back(words_of(guard));
  }
  if (keyed && api.key_from_authorizer) guards.emplace_back("API key");
  return guards;
}

std::vector<std::string> guards_of(const application::WebSocketRoute& route, const GuardOptions& options) {
  std::vector<std::string> guards;
  if (route.guard && !options.disabled && is_asked(*route.guard, options)) guards.push_back(words_of(*route.guard));
  if (route.api_key_required) guards.emplace_back("API key");
  return guards;
}

std::string answering(const Integration& integration) { return std::visit(Answering(), integration.target); }

std::string answering(const Route& route) { return answering(route.integration); }

}  // namespace cxsam::gateway
