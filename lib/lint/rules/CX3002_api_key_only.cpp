#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/subjects/sam_apis.h"
#include "lint/subjects/sam_events.h"
#include "template/effective.h"
#include "template/implicit_api.h"

namespace cxsam::lint {
namespace {

bool is_true(const Node* value, const tmpl::Resolver& resolver) {
  const auto text = value ? resolver.text(*value) : std::nullopt;
  return text == "true";
}

void add(const Member& key, Findings& findings) {
  findings.add(key.key_span, "an API key is all that protects this")
      .hints.push_back("add an authorizer (IAM, Cognito, Lambda), and keep the key for quotas and metering");
}

// In an event `Authorizer: NONE` takes a default one away.
bool has_authorizer(const Node& auth, const tmpl::Resolver& resolver) {
  for (const char* name : {"DefaultAuthorizer", "Authorizer", "ResourcePolicy"}) {
    const Node* authorizer = auth.find(name);
    if (authorizer && resolver.text(*authorizer) != "NONE") return true;
  }
  return false;
}

bool guards(const Node* auth, const tmpl::Resolver& resolver) { return auth && has_authorizer(*auth, resolver); }

bool is_guarded_by_api(const CheckContext& context, const SamEvent& event) {
  const std::optional<std::string_view> id = tmpl::api_of_event(event.event->value);
  const tmpl::Resource* api = id ? tmpl::find_with_implicit(context.source, *id) : nullptr;
  return api && guards(tmpl::Effective(context.source, *api).find("Auth"), context.resolver);
}

void check_events(const CheckContext& context, Findings& findings) {
  for (const SamEvent& event : find_events(context.source)) {
    const Node* auth = event.type == "Api" && event.properties ? event.properties->find("Auth") : nullptr;
    const Member* key = auth ? auth->find_member("ApiKeyRequired") : nullptr;
    if (!key || !is_true(&key->value, context.resolver) || has_authorizer(*auth, context.resolver)) continue;
    if (auth->find("Authorizer") || !is_guarded_by_api(context, event)) add(*key, findings);
  }
}

/// The key of an `Auth` that protects alone, or null.
const Member* key_alone(const Node* auth, const tmpl::Resolver& resolver) {
  const Member* key = auth ? auth->find_member("ApiKeyRequired") : nullptr;
  return key && is_true(&key->value, resolver) && !has_authorizer(*auth, resolver) ? key : nullptr;
}

// What `Globals` say counts for several APIs, and is told once.
void check_apis(const CheckContext& context, Findings& findings) {
  std::set<std::uint32_t> told;
  const auto check_api = [&](const Node* auth) {
    const Member* key = key_alone(auth, context.resolver);
    if (key && told.insert(key->key_span.begin).second) add(*key, findings);
  };
  for (const tmpl::Resource* api : rest_apis_of_sam(context)) {
    const tmpl::Effective properties(context.source, *api);
    check_api(properties.find("Auth"));
  }
}

void check_methods(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* method : resources_of(context, "AWS::ApiGateway::Method")) {
    const Member* key = method->properties ? method->properties->find_member("ApiKeyRequired") : nullptr;
    const Node* type = method->property("AuthorizationType");
    if (key && is_true(&key->value, context.resolver) && type && context.resolver.text(*type) == "NONE") add(*key, findings);
  }
}

void check(const CheckContext& context, Findings& findings) {
  check_events(context, findings);
  check_apis(context, findings);
  check_methods(context, findings);
}

}  // namespace

extern const Rule rule_CX3002_api_key_only{
    .id = "CX3002",
    .summary = "an API key is not the only authorisation",
    .why =
        "API Gateway's keys are for metering: they travel in a header of each request, never expire by themselves and name no "
        "one. AWS advises against them as authorisation.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
