#include "transform/http/auth_check.h"

#include <algorithm>
#include <array>

#include "transform/properties.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{Property{"Authorizers", kMap}, Property{"DefaultAuthorizer"}, Property{"EnableIamAuthorizer"}};
constexpr std::array<std::string_view, 6> kOfLambda{"AuthorizerPayloadFormatVersion",
                                                    "EnableFunctionDefaultPermissions",
                                                    "EnableSimpleResponses",
                                                    "FunctionArn",
                                                    "FunctionInvokeRole",
                                                    "Identity"};
constexpr std::array<std::string_view, 4> kSources{"Headers", "QueryStrings", "StageVariables", "Context"};

bool fail(Scope& api, const Node* where, std::string message, std::string hint = {}) {
  api.error(where, std::move(message), std::move(hint));
  return false;
}

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

bool check_jwt(Scope& api, const Node& authorizer, const std::string& who) {
  for (const std::string_view name : kOfLambda) {
    if (const Node* value = value_at(&authorizer, name)) {
      return fail(api, value, ticked(name) + " belongs to Lambda authorizers; " + who + " has a `JwtConfiguration`");
    }
  }
  const Node* configuration = value_at(&authorizer, "JwtConfiguration");
  if (!configuration->is_map()) return fail(api, configuration, "`JwtConfiguration` of " + who + " must be a map");
  const Node* scopes = value_at(&authorizer, "AuthorizationScopes");
  if (scopes && !scopes->is_list()) return fail(api, scopes, "`AuthorizationScopes` of " + who + " must be a list");
  if (is_given(value_at(&authorizer, "IdentitySource"))) return true;
  return fail(api, &authorizer, who + " needs `IdentitySource`", "write `IdentitySource: $request.header.Authorization`");
}

bool check_lambda(Scope& api, const Node& authorizer, const std::string& who) {
  for (const std::string_view name : {"IdentitySource", "AuthorizationScopes"}) {
    if (const Node* value = value_at(&authorizer, name)) {
      return fail(api, value, ticked(name) + " belongs to authorizers with `JwtConfiguration`, which " + who + " has not");
    }
  }
  for (const std::string_view name : {"FunctionArn", "AuthorizerPayloadFormatVersion"}) {
    if (!is_given(value_at(&authorizer, name))) return fail(api, &authorizer, who + " needs " + ticked(name));
  }
  const Node* permissions = value_at(&authorizer, "EnableFunctionDefaultPermissions");
  if (permissions && permissions->kind != Node::Kind::Bool) {
    return fail(api, permissions, "`EnableFunctionDefaultPermissions` of " + who + " must be true or false");
  }
  const Node* identity = value_at(&authorizer, "Identity");
  if (identity && !identity->is_map()) return fail(api, identity, "`Identity` of " + who + " must be a map");
  for (const std::string_view source : kSources) {
    const Node* names = value_at(identity, source);
    if (!names) continue;
    if (!names->is_list()) return fail(api, names, ticked(source) + " of " + who + " must be a list");
    for (const Node& name : names->items) {
      if (!name.is_string()) return fail(api, &name, ticked(source) + " of " + who + " must hold texts");
    }
  }
  return true;
}

bool check_authorizer(Scope& api, const Member& member) {
  const std::string who = "authorizer " + ticked(member.key);
  if (!member.value.is_map()) return fail(api, &member.value, who + " must be a map");
  return value_at(&member.value, "JwtConfiguration") ? check_jwt(api, member.value, who) : check_lambda(api, member.value, who);
}

}  // namespace

bool check_http_auth(Scope& api, const Node& auth) {
  if (!auth.is_map()) return fail(api, &auth, "`Auth` must be a map");
  if (!check_part(api, auth, kProperties, "`Auth`")) return false;
  const Node* authorizers = value_at(&auth, "Authorizers");
  if (authorizers && !authorizers->is_map()) return fail(api, authorizers, "`Authorizers` must be a map");
  if (authorizers) {
    for (const Member& authorizer : authorizers->members) {
      if (!check_authorizer(api, authorizer)) return false;
    }
  }
  const Node* fallback = value_at(&auth, "DefaultAuthorizer");
  if (!is_given(fallback)) return true;
  const auto name = api.work.text(fallback);
  if (!name) return fail(api, fallback, "`DefaultAuthorizer` must be the name of an authorizer");
  if ((authorizers && authorizers->find(*name)) || (*name == "AWS_IAM" && is_on(auth.find("EnableIamAuthorizer")))) return true;
  return fail(api, fallback, "the API has no authorizer " + ticked(*name),
              *name == "AWS_IAM" ? "write `EnableIamAuthorizer: true` beside it" : "declare it below `Authorizers:`");
}

}  // namespace cxsam::transform
