#include "lint/rule.h"
#include "lint/subjects/sam_events.h"

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

const Node* auth_of_api(const CheckContext& context, const SamEvent& event) {
  const Node* globals = context.source.section("Globals");
  const Node* global = globals ? globals->at_path({"Api", "Auth"}) : nullptr;
  const Node* id = event.properties->find("RestApiId");
  const auto call = id ? as_intrinsic(*id) : std::nullopt;
  const tmpl::Resource* api = call && call->name == "Ref" ? context.source.find_resource(call->argument->text) : nullptr;
  const Node* own = api ? api->property("Auth") : nullptr;
  return own ? own : global;
}

void check_events(const CheckContext& context, Findings& findings) {
  for (const SamEvent& event : find_events(context.source)) {
    const Node* auth = event.type == "Api" && event.properties ? event.properties->find("Auth") : nullptr;
    const Member* key = auth ? auth->find_member("ApiKeyRequired") : nullptr;
    if (!key || !is_true(&key->value, context.resolver) || has_authorizer(*auth, context.resolver)) continue;
    const Node* of_api = auth->find("Authorizer") ? nullptr : auth_of_api(context, event);
    if (!of_api || !has_authorizer(*of_api, context.resolver)) add(*key, findings);
  }
}

void check_auth(const Node* auth, const CheckContext& context, Findings& findings) {
  const Member* key = auth ? auth->find_member("ApiKeyRequired") : nullptr;
  if (key && is_true(&key->value, context.resolver) && !has_authorizer(*auth, context.resolver)) add(*key, findings);
}

void check(const CheckContext& context, Findings& findings) {
  check_events(context, findings);
  const Node* globals = context.source.section("Globals");
  if (globals) check_auth(globals->at_path({"Api", "Auth"}), context, findings);
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (resource.type == "AWS::Serverless::Api") check_auth(resource.property("Auth"), context, findings);
    if (resource.type != "AWS::ApiGateway::Method" || !resource.properties) continue;
    const Member* key = resource.properties->find_member("ApiKeyRequired");
    const Node* type = resource.property("AuthorizationType");
    if (key && is_true(&key->value, context.resolver) && type && context.resolver.text(*type) == "NONE") add(*key, findings);
  }
}

}  // namespace

extern const Rule rule_CX3002_api_key_only{
    .id = "CX3002",
    .summary = "an API key is not the only authorisation",
    .why =
        "API Gateway's keys are for metering: they travel in a header of each request, never expire by themselves and name no "
        "one. "
        "AWS advises against them as authorisation.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
