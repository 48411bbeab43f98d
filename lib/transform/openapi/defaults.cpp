// What a REST API asks of the callers of all its operations.
#include <algorithm>
#include <set>

#include "transform/openapi/document_check.h"
#include "transform/openapi/security.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

struct Defaults {
  std::optional<std::string> authorizer;
  Node scopes;
  bool key = false;
  std::set<std::string, std::less<>> authorizers;  // names that count as one, `NONE` too
  Maker make;
};

Node requirement(std::string_view name, const Node& scopes, const Maker& make) {
  Node map = make.map();
  make.add(map, name, scopes);
  return map;
}

bool names_one_of(const Node& requirement, const std::set<std::string, std::less<>>& names) {
  return std::ranges::any_of(requirement.members, [&](const Member& member) { return names.contains(member.key); });
}

bool is_none(const Node& requirement) { return requirement.members.size() == 1 && requirement.find("NONE"); }

/// The operation's own authorizer wins. `NONE` is there to keep the default out: it takes the authorizers and itself away
/// where something else is left to ask for.
void complete_authorizer(Node& security, const Defaults& defaults) {
  Nodes& items = security.items;
  Nodes left;
  const Node* none = nullptr;
  for (const Node& item : items) {
    if (!names_one_of(item, defaults.authorizers) || (none && is_none(item))) left.push_back(item);
    if (is_none(item)) none = &item;
  }
  if (left.size() == items.size()) {
    items.push_back(requirement(*defaults.authorizer, defaults.scopes, defaults.make));
  } else if (none && !left.empty()) {
    items = std::move(left);
  }
}

void complete_key(Node& security, const Defaults& defaults) {
  const bool refused = std::ranges::any_of(security.items, [](const Node& item) { return item.find(kNoKey) != nullptr; });
  erase_if(security.items, [](const Node& item) { return item.find(kNoKey) || item.find("api_key"); });
  if (!refused) security.items.push_back(requirement("api_key", defaults.make.list(), defaults.make));
}

/// The setting says of preflight operations whether what holds for the others holds for them.
bool holds_for(const Node& auth, std::string_view setting, std::string_view method) {
  const Node* value = auth.find(setting);
  return method != "options" || !value || is_given(value);
}

}  // namespace

void apply_rest_defaults(Scope& api, const Node& auth, Definition& definition) {
  Defaults defaults{.authorizer = api.work.text(value_at(&auth, "DefaultAuthorizer")),
                    .scopes = make_list({}, auth),
                    .key = is_given(value_at(&auth, "ApiKeyRequired")),
                    .authorizers = {"NONE", "AWS_IAM"},
                    .make = Maker(auth)};
  const Node* known = value_at(&auth, "Authorizers");
  const bool named = defaults.authorizer && (*defaults.authorizer == "AWS_IAM" || (known && known->find(*defaults.authorizer)));
  if (!named) defaults.authorizer.reset();
  if (!defaults.authorizer && !defaults.key) return;
  if (!check_operations(api, definition)) return;
  if (known) {
    for (const Member& authorizer : known->members) defaults.authorizers.insert(authorizer.key);
    const Node* chosen = defaults.authorizer ? known->find(*defaults.authorizer) : nullptr;
    if (const Node* scopes = value_at(chosen, "AuthorizationScopes")) defaults.scopes = *scopes;
  }
  definition.each_operation([&](std::string_view, std::string_view method, Node& operation) {
    if (!is_given(operation.find(kIntegration))) return;
    const bool authorizer = defaults.authorizer && holds_for(auth, "AddDefaultAuthorizerToCorsPreflight", method);
    const bool key = defaults.key && holds_for(auth, "AddApiKeyRequiredToCorsPreflight", method);
    if (!authorizer && !key) return;
    Node& security = list_at(operation, "security", defaults.make);
    if (authorizer) complete_authorizer(security, defaults);
    if (key) complete_key(security, defaults);
  });
}

}  // namespace cxsam::transform::openapi
