#include "transform/rest/auth_check.h"

#include <algorithm>
#include <array>

#include "transform/properties.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AddApiKeyRequiredToCorsPreflight"},
    Property{"AddDefaultAuthorizerToCorsPreflight"},
    Property{"ApiKeyRequired"},
    Property{"Authorizers"},
    Property{"DefaultAuthorizer"},
    Property{"InvokeRole"},
    Property{"ResourcePolicy"},
    Property{"UsagePlan"},
};

bool fail(Scope& api, const Node* where, std::string message, std::string hint = {}) {
  api.error(where, std::move(message), std::move(hint));
  return false;
}

/// Where a request authorizer finds who calls: lists of names.
constexpr std::array<std::string_view, 4> kSources{"Headers", "QueryStrings", "StageVariables", "Context"};

bool check_sources(Scope& api, const Node* identity, const std::string& who) {
  bool any = false;
  for (const std::string_view source : kSources) {
    const Node* names = value_at(identity, source);
    if (!is_given(names)) continue;
    any = true;
    const std::string what = "`" + std::string(source) + "` of " + who;
    if (!names->is_list()) return fail(api, names, what + " must be a list");
    const auto wrong = std::ranges::find_if(names->items, [](const Node& name) { return !name.is_string(); });
    if (wrong != names->items.end()) return fail(api, &*wrong, what + " must hold texts");
  }
  const Node* reuse = value_at(identity, "ReauthorizeEvery");
  if (any || (reuse && reuse->as_int() == 0)) return true;
  return fail(api, identity, who + " needs `Identity` with `Headers`, `QueryStrings`, `StageVariables` or `Context`",
              "answers are kept by these; `ReauthorizeEvery: 0` keeps none");
}

bool check_lambda(Scope& api, const Node& authorizer, const std::string& who) {
  const Node* kind = value_at(&authorizer, "FunctionPayloadType");
  if (kind && kind->as_string() != "TOKEN" && kind->as_string() != "REQUEST") {
    return fail(api, kind, "`FunctionPayloadType` of " + who + " must be TOKEN or REQUEST");
  }
  return !kind || kind->text != "REQUEST" || check_sources(api, value_at(&authorizer, "Identity"), who);
}

bool check_authorizer(Scope& api, const Member& member) {
  const Node& authorizer = member.value;
  const std::string who = "authorizer `" + member.key + "`";
  if (!authorizer.is_map()) return fail(api, &authorizer, who + " must be a map");
  const Node* identity = value_at(&authorizer, "Identity");
  if (identity && !identity->is_map()) return fail(api, identity, "`Identity` of " + who + " must be a map");
  const Node* scopes = value_at(&authorizer, "AuthorizationScopes");
  if (scopes && !scopes->is_list()) return fail(api, scopes, "`AuthorizationScopes` of " + who + " must be a list");
  const Node* permissions = value_at(&authorizer, "DisableFunctionDefaultPermissions");
  if (permissions && permissions->kind != Node::Kind::Bool) {
    return fail(api, permissions, "`DisableFunctionDefaultPermissions` of " + who + " must be true or false");
  }
  if (value_at(&authorizer, "UserPoolArn")) return true;
  if (value_at(&authorizer, "FunctionArn")) return check_lambda(api, authorizer, who);
  Diagnostic& finding = api.work.diagnostics.warning(
      "", authorizer.span, "resource `" + api.id + "`: " + who + " has neither `UserPoolArn` nor `FunctionArn`");
  finding.expansion = authorizer.expansion;
  finding.notes.emplace_back("AWS's transform writes one that calls no function, and API Gateway refuses that.");
  return true;
}

}  // namespace

bool check_rest_auth(Scope& api, const Node& auth) {
  if (!auth.is_map()) return fail(api, &auth, "`Auth` must be a map");
  if (!check_part(api, auth, kProperties, "`Auth`")) return false;
  const Node* authorizers = value_at(&auth, "Authorizers");
  const Node* fallback = value_at(&auth, "DefaultAuthorizer");
  if (is_given(fallback) && !fallback->is_string()) {
    return fail(api, fallback, "`DefaultAuthorizer` must be the name of an authorizer");
  }
  if (!is_given(authorizers)) return true;
  if (!authorizers->is_map()) return fail(api, authorizers, "`Authorizers` must be a map");
  for (const Member& authorizer : authorizers->members) {
    if (!check_authorizer(api, authorizer)) return false;
  }
  if (!is_given(fallback) || fallback->text == "AWS_IAM" || authorizers->find(fallback->text)) return true;
  return fail(api, fallback, "the API has no authorizer `" + fallback->text + "`");
}

}  // namespace cxsam::transform
