#include "transform/openapi/security.h"

#include <algorithm>

#include "transform/openapi/document_check.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

const Node* find_authorizer(const Node* api_auth, std::string_view name) {
  const Node* authorizer = value_at(value_at(api_auth, "Authorizers"), name);
  return is_given(authorizer) ? authorizer : nullptr;
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

/// Reports an authorizer that the API does not have. `iam` says whether AWS_IAM may be named.
void check_authorizer(EventScope& event, const Node* api_auth, const Node& asked, bool iam) {
  if (!asked.is_string()) return event.error(&asked, "`Authorizer` must be the name of an authorizer");
  const std::string& name = asked.text;
  if (name == "NONE") {
    if (!value_at(api_auth, "DefaultAuthorizer")) {
      event.error(&asked, "`Authorizer: NONE` has a meaning only where the API has a `DefaultAuthorizer`", "remove it");
    }
    return;
  }
  if ((name == "AWS_IAM" && iam) || find_authorizer(api_auth, name)) return;
  event.error(&asked, "the API has no authorizer `" + name + "`", "declare it below `Auth: Authorizers:` of the API");
}

/// Credentials that API Gateway calls the function with when callers sign with IAM: the caller's own by default.
std::optional<Node> iam_credentials(const EventScope& event, const Node* api_auth, const Node* event_auth) {
  const Node* role = event_auth ? event_auth->find("InvokeRole") : nullptr;
  if (!role && api_auth) role = api_auth->find("InvokeRole");
  if (!role || role->as_string() == "CALLER_CREDENTIALS") {
    return event.make.text("arn:" + event.work.partition() + ":iam::*:user/*");
  }
  if (!is_given(role) || role->as_string() == "NONE") return std::nullopt;
  return *role;
}

/// False after an error of an event's Auth at a REST API.
bool check_event_auth(EventScope& event, const Node* api_auth, const Node& auth) {
  const Node* asked = value_at(&auth, "Authorizer");
  const Node* key = value_at(&auth, "ApiKeyRequired");
  const Node* scopes = value_at(&auth, "AuthorizationScopes");
  if (is_given(asked)) check_authorizer(event, api_auth, *asked, true);
  if (!is_given(asked) && is_given(scopes)) {
    event.error(scopes, "`AuthorizationScopes` needs `Authorizer`", "name the authorizer whose scopes these are");
  }
  if (is_given(scopes) && !scopes->is_list() && !as_intrinsic(*scopes))
    event.error(scopes, "`AuthorizationScopes` must be a list");
  if (key && !is_given(key) && !is_given(value_at(api_auth, "ApiKeyRequired"))) {
    event.error(key, "`ApiKeyRequired: false` has a meaning only where the API has `ApiKeyRequired`", "remove it");
  }
  const Node* overrides = value_at(&auth, "OverrideApiAuth");
  if (is_given(overrides) && !is_given(asked) && !is_given(key) && !is_given(value_at(&auth, "ResourcePolicy"))) {
    event.error(overrides, "`OverrideApiAuth` needs `Authorizer`, `ApiKeyRequired` or `ResourcePolicy` beside it");
  }
  return !event.owner.failed();
}

/// A state machine is started with the role of its event, whoever calls.
void set_credentials(EventScope& event, const Node* api_auth, const Node* event_auth, Node& operation) {
  if (event.target.kind != EventOwner::Function) return;
  auto credentials = iam_credentials(event, api_auth, event_auth);
  if (credentials) map_at(operation, kIntegration, event.make).set("credentials", std::move(*credentials));
}

}  // namespace

void secure_rest_operation(EventScope& event, const Node* api_auth, Definition& definition, Node& operation) {
  const Maker& make = event.make;
  const Node* auth = event.property("Auth");
  if (!is_given(auth)) {
    const Node* fallback = value_at(api_auth, "DefaultAuthorizer");
    if (fallback && fallback->as_string() == "AWS_IAM") set_credentials(event, api_auth, nullptr, operation);
    return;
  }
  if (!check_event_auth(event, api_auth, *auth)) return;
  const Node* asked = value_at(auth, "Authorizer");
  const Node* key = value_at(auth, "ApiKeyRequired");
  Node security = make.list();
  // AWS's transform writes the requirements of an event with OverrideApiAuth twice.
  const int times = is_given(value_at(auth, "OverrideApiAuth")) ? 2 : 1;
  for (int i = 0; is_given(asked) && i < times; ++i) {
    const bool declared = asked->text != "NONE" && asked->text != "AWS_IAM";
    Node scopes = declared ? scopes_of(auth, find_authorizer(api_auth, asked->text), make) : make.list();
    security.items.push_back(requirement(asked->text, std::move(scopes), make));
  }
  for (int i = 0; key && i < times; ++i) {
    security.items.push_back(requirement(is_given(key) ? "api_key" : kNoKey, make.list(), make));
  }
  if (!security.items.empty()) make.add(operation, "security", std::move(security));
  if (is_given(key)) definition.declare_scheme("api_key", key_scheme(make), make);
  if (!is_given(asked) || asked->text != "AWS_IAM") return;
  definition.declare_scheme("AWS_IAM", iam_scheme(make), make);
  set_credentials(event, api_auth, auth, operation);
}

void secure_http_operation(EventScope& event, const Node* api_auth, Node& operation) {
  const Node* auth = event.property("Auth");
  if (!is_given(auth)) return;
  const Maker& make = event.make;
  const Node* asked = value_at(auth, "Authorizer");
  const Node* scopes = value_at(auth, "AuthorizationScopes");
  if (scopes && !scopes->is_list() && !as_intrinsic(*scopes)) {
    return event.error(scopes, "`AuthorizationScopes` must be a list");
  }
  if (is_given(asked)) check_authorizer(event, api_auth, *asked, is_on(value_at(api_auth, "EnableIamAuthorizer")));
  if (event.owner.failed()) return;
  const std::string name =
      is_given(asked) ? asked->text : event.work.text(value_at(api_auth, "DefaultAuthorizer")).value_or("");
  if (name.empty()) {
    return event.error(auth, "`Auth` needs `Authorizer`, or an API with a `DefaultAuthorizer`", "name the authorizer");
  }
  const Node* existing = value_at(&operation, "security");
  if (existing && !existing->is_list()) return event.error(existing, "`security` in `DefinitionBody` must be a list");
  const bool declared = name != "NONE" && name != "AWS_IAM";
  Node requested = declared ? scopes_of(auth, find_authorizer(api_auth, name), make) : make.list();
  list_at(operation, "security", make).items.push_back(requirement(name, std::move(requested), make));
}

void apply_http_defaults(Scope& api, const Node& auth, Definition& definition) {
  const auto name = api.work.text(value_at(&auth, "DefaultAuthorizer"));
  if (!name || name->empty()) return;
  if (!check_path_items(api, definition) || !check_operations(api, definition)) return;
  for (const std::string& path : definition.paths_written()) {
    for (const Node* item : definition.path_items(path)) {
      if (const Member* any = item->find_member("any")) {
        return api.error(any->key_span, any->value.expansion,
                         "`DefinitionBody`: `any` of `" + path + "` is no method of OpenAPI",
                         "write `" + std::string(kAnyMethod) + "`");
      }
    }
  }
  const Maker make(auth);
  definition.each_operation([&](std::string_view, std::string_view method, Node& operation) {
    if (!is_given(operation.find(kIntegration)) || is_given(operation.find("security")) || method == "options") return;
    operation.set("security", make.list(requirement(*name, scopes_of(nullptr, find_authorizer(&auth, *name), make), make)));
  });
}

}  // namespace cxsam::transform::openapi
