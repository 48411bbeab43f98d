#include "transform/openapi/security.h"

#include <algorithm>

#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

constexpr std::string_view kCallerCredentials = "arn:aws:iam::*:user/*";

bool is_true(const Workspace& work, const Node* value) { return value && work.resolved(*value).as_bool().value_or(false); }

const Node* find_authorizer(const Node* api_auth, std::string_view name) {
  const Node* authorizers = value_at(api_auth, "Authorizers");
  return value_at(authorizers, name);
}

/// Scopes of a requirement: the event's, else the authorizer's.
Node scopes_of(const Node* event_auth, const Node* authorizer, const Maker& make) {
  const Node* scopes = value_at(event_auth, "AuthorizationScopes");
  if (!scopes) scopes = value_at(authorizer, "AuthorizationScopes");
  return scopes ? *scopes : make.list();
}

Node requirement(std::string_view name, Node scopes, const Maker& make) {
  Node map = make.map();
  make.add(map, name, std::move(scopes));
  return map;
}

/// The name of the authorizer that holds for an event; "" for none. Reports names that the API does not have.
std::string chosen_authorizer(EventScope& event, const Node* api_auth, const Node* event_auth, bool iam_by_default) {
  const auto fallback = event.work.text(value_at(api_auth, "DefaultAuthorizer"));
  const Node* asked = value_at(event_auth, "Authorizer");
  if (!asked) return fallback.value_or("");
  const auto text = event.work.text(asked);
  if (!text) event.error(asked, "`Authorizer` must be the name of an authorizer");
  const std::string name = text.value_or("");
  if (name == "NONE") {
    if (!fallback)
      event.error(asked, "`Authorizer: NONE` has a meaning only where the API has a `DefaultAuthorizer`", "remove it");
    return name;
  }
  if (name == "AWS_IAM" && iam_by_default) return name;
  if (!find_authorizer(api_auth, name)) {
    event.error(asked, "the API has no authorizer `" + name + "`", "declare it below `Auth: Authorizers:` of the API");
  }
  return name;
}

/// Credentials that API Gateway calls the function with when callers sign with IAM: the caller's own by default.
std::optional<Node> iam_credentials(const Node* api_auth, const Node* event_auth, const Maker& make) {
  const Node* role = value_at(event_auth, "InvokeRole");
  if (!role) role = value_at(api_auth, "InvokeRole");
  if (!role || role->as_string() == "CALLER_CREDENTIALS") return make.text(kCallerCredentials);
  if (role->as_string() == "NONE") return std::nullopt;
  return *role;
}

}  // namespace

void secure_rest_operation(EventScope& event, const Node* api_auth, Node& operation) {
  const Maker& make = event.make;
  const Node* event_auth = event.property("Auth");
  const std::string name = chosen_authorizer(event, api_auth, event_auth, true);
  Node security = make.list();
  if (!name.empty()) {
    Node scopes =
        name == "NONE" || name == "AWS_IAM" ? make.list() : scopes_of(event_auth, find_authorizer(api_auth, name), make);
    security.items.push_back(requirement(name, std::move(scopes), make));
  }
  const Node* key = value_at(event_auth, "ApiKeyRequired");
  const bool api_needs_key = is_true(event.work, value_at(api_auth, "ApiKeyRequired"));
  if (key ? is_true(event.work, key) : api_needs_key) {
    security.items.push_back(requirement("api_key", make.list(), make));
  } else if (key && api_needs_key && name == "NONE") {
    security.items.clear();  // neither of the API's two requirements holds
  }
  if (!security.items.empty() || name == "NONE" || (key && api_needs_key)) make.add(operation, "security", std::move(security));
  if (name != "AWS_IAM") return;
  if (auto credentials = iam_credentials(api_auth, event_auth, make)) {
    Node integration = *operation.find(kIntegration);
    make.add(integration, "credentials", std::move(*credentials));
    operation.set(kIntegration, std::move(integration));
  }
}

void secure_http_operation(EventScope& event, const Node* api_auth, Node& operation) {
  const Maker& make = event.make;
  const Node* event_auth = event.property("Auth");
  const bool iam = is_true(event.work, value_at(api_auth, "EnableIamAuthorizer"));
  const std::string name = chosen_authorizer(event, api_auth, event_auth, iam);
  if (name.empty()) return;
  Node security = make.list(requirement(
      name, name == "NONE" || name == "AWS_IAM" ? make.list() : scopes_of(event_auth, find_authorizer(api_auth, name), make),
      make));
  make.add(operation, "security", std::move(security));
}

void apply_rest_defaults(Scope& api, const Node& auth, Definition& definition) {
  const Maker make(auth);
  const auto name = api.work.text(auth.find("DefaultAuthorizer"));
  const bool key = is_true(api.work, auth.find("ApiKeyRequired"));
  const Node* preflight = auth.find("AddDefaultAuthorizerToCorsPreflight");
  const Node* key_preflight = auth.find("AddApiKeyRequiredToCorsPreflight");
  const bool no_key_preflight = key_preflight && !api.work.resolved(*key_preflight).as_bool().value_or(true);
  const bool skip_preflight = preflight && !api.work.resolved(*preflight).as_bool().value_or(true);
  if (!name && !key) return;
  definition.each_operation([&](std::string_view, std::string_view method, Node& operation) {
    if (operation.find("security")) return;
    Node security = make.list();
    if (name && !(skip_preflight && method == "options")) {
      security.items.push_back(requirement(*name, scopes_of(nullptr, find_authorizer(&auth, *name), make), make));
    }
    if (key && !(no_key_preflight && method == "options")) security.items.push_back(requirement("api_key", make.list(), make));
    if (!security.items.empty()) make.add(operation, "security", std::move(security));
  });
}

void apply_http_defaults(Scope& api, const Node& auth, Definition& definition) {
  const auto name = api.work.text(auth.find("DefaultAuthorizer"));
  if (!name) return;
  const Maker make(auth);
  definition.each_operation([&](std::string_view, std::string_view method, Node& operation) {
    if (operation.find("security") || method == "options") return;
    make.add(operation, "security",
             make.list(requirement(*name, scopes_of(nullptr, find_authorizer(&auth, *name), make), make)));
  });
}

}  // namespace cxsam::transform::openapi
