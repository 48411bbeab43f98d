#include "transform/openapi/resource_policy.h"

#include <algorithm>
#include <array>

#include "transform/openapi/integration.h"
#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

constexpr std::string_view kKey = "x-amazon-apigateway-policy";

Node* find_statement(Node& policy) { return policy.find("Statement"); }

void add_statement(Node& policy, Node statement, const Maker& make) {
  policy.set("Version", make.text("2012-10-17"));
  Node* existing = find_statement(policy);
  if (!existing) return make.add(policy, "Statement", std::move(statement));
  if (!existing->is_list()) *existing = make.list(*existing);
  existing->items.push_back(std::move(statement));
}

/// The same for a statement that several paths may bring.
void add_statement_once(Node& policy, Node statement, const Maker& make) {
  const Node* existing = find_statement(policy);
  const auto is_there = [&](const Node& other) { return same_value(other, statement); };
  if (existing && existing->is_list() && std::ranges::any_of(existing->items, is_there)) return;
  if (existing && is_there(*existing)) return;
  add_statement(policy, std::move(statement), make);
}

Node as_list(const Node& value, const Maker& make) { return value.is_list() ? value : make.list(value); }

Node statement_for(const Node& resources, std::string_view effect, Node principal, std::optional<Node> condition,
                   const Maker& make) {
  return make.map("Action", "execute-api:Invoke", "Resource", resources, "Effect", effect, "Condition", std::move(condition),
                  "Principal", std::move(principal));
}

/// Everybody is let in and then some are refused, which is how API Gateway wants lists of addresses.
void refuse(Node& policy, const Node& resources, Node condition, const Maker& make) {
  add_statement_once(policy, statement_for(resources, "Allow", make.text("*"), {}, make), make);
  add_statement_once(policy, statement_for(resources, "Deny", make.text("*"), std::move(condition), make), make);
}

void add_accounts(Node& policy, const Node& settings, const Node& resources, const Maker& make) {
  for (const auto& [key, effect] : {std::pair{"AwsAccountWhitelist", "Allow"}, std::pair{"AwsAccountBlacklist", "Deny"}}) {
    const Node* accounts = settings.find(key);
    if (!is_given(accounts)) continue;
    add_statement(policy, statement_for(resources, effect, make.map("AWS", as_list(*accounts, make)), {}, make), make);
  }
}

void add_addresses(Node& policy, const Node& settings, const Node& resources, const Maker& make) {
  for (const auto& [key, test] : {std::pair{"IpRangeWhitelist", "NotIpAddress"}, std::pair{"IpRangeBlacklist", "IpAddress"}}) {
    const Node* ranges = settings.find(key);
    if (!is_given(ranges)) continue;
    refuse(policy, resources, make.map(test, make.map("aws:SourceIp", as_list(*ranges, make))), make);
  }
}

void append(Node& list, const Node* items) {
  if (items) list.items.insert(list.items.end(), items->items.begin(), items->items.end());
}

/// `suffix` is "Blacklist" or "Whitelist".
void add_networks(Node& policy, const Node& settings, const Node& resources, const std::string& suffix, std::string_view test,
                  const Maker& make) {
  Node networks = make.list();
  Node endpoints = make.list();
  if (const Node* sources = settings.find("SourceVpc" + suffix)) {
    for (const Node& source : sources->items) {
      if (source.text.starts_with("vpce-")) endpoints.items.push_back(source);
      if (source.text.starts_with("vpc-")) networks.items.push_back(source);
    }
  }
  append(networks, settings.find("IntrinsicVpc" + suffix));
  append(endpoints, settings.find("IntrinsicVpce" + suffix));
  Node tested = make.map();
  if (!networks.items.empty()) make.add(tested, "aws:SourceVpc", std::move(networks));
  if (!endpoints.items.empty()) make.add(tested, "aws:SourceVpce", std::move(endpoints));
  if (!tested.members.empty()) refuse(policy, resources, make.map(test, std::move(tested)), make);
}

void add_lists(Node& policy, const Node& settings, const Node& resources, const Maker& make) {
  add_accounts(policy, settings, resources, make);
  add_addresses(policy, settings, resources, make);
  add_networks(policy, settings, resources, "Blacklist", "StringEquals", make);
  add_networks(policy, settings, resources, "Whitelist", "StringNotEquals", make);
}

void add_custom(Node& policy, const Node& settings, const Maker& make) {
  const Node* custom = settings.find("CustomStatements");
  if (!is_given(custom)) return;
  if (!find_statement(policy)) return add_statement(policy, *custom, make);
  for (const Node& statement : as_list(*custom, make).items) add_statement_once(policy, statement, make);
}

/// {"Fn::Sub": ["execute-api:/${__Stage__}/GET/x", {"__Stage__": stage}]} for every method of a path.
Node resources_of(Definition& definition, std::string_view path, const Node& stage, const Maker& make) {
  Node resources = make.list();
  for (Node* item : definition.path_items(path)) {
    for (const Member& method : item->members) {
      const std::string verb = normal_method(method.key) == kAnyMethod ? "*" : arn_verb(method.key);
      resources.items.push_back(
          make.sub("execute-api:/${__Stage__}/" + verb + arn_path(path, Greedy::AnyName), "__Stage__", stage));
    }
  }
  return resources;
}

bool is_list_of_texts(const Node& value) { return value.is_list() && std::ranges::all_of(value.items, &Node::is_string); }

}  // namespace

PropertyProblem check_resource_policy(const Node& policy) {
  if (!policy.is_map()) return {{"`ResourcePolicy` must be a map"}, &policy, policy.span};
  for (const std::string_view key : {"AwsAccountWhitelist", "AwsAccountBlacklist"}) {
    const Node* accounts = policy.find(key);
    if (!is_given(accounts) || accounts->is_list() || accounts->is_map()) continue;
    return {{"`" + std::string(key) + "` must be a list", "write the account as a list of one"}, accounts, accounts->span};
  }
  for (const std::string suffix : {"Whitelist", "Blacklist"}) {
    const Node* sources = policy.find("SourceVpc" + suffix);
    if (is_given(sources) && !is_list_of_texts(*sources)) {
      return {{"`SourceVpc" + suffix + "` must be a list of ids of VPCs and their endpoints",
               "values that only CloudFormation knows belong in `IntrinsicVpc" + suffix + "` or `IntrinsicVpce" + suffix + "`"},
              sources,
              sources->span};
    }
    for (const std::string prefix : {"IntrinsicVpc", "IntrinsicVpce"}) {
      const Node* values = policy.find(prefix + suffix);
      if (!is_given(values) || values->is_list()) continue;
      return {{"`" + prefix + suffix + "` must be a list"}, values, values->span};
    }
  }
  return {};
}

void add_event_policies(Scope& api, Definition& definition) {
  const EventPolicies& policies = api.work.notes<EventPolicies>();
  const auto noted = policies.of_api.find(api.id);
  if (noted == policies.of_api.end()) return;
  Node& policy = map_at(definition.body(), kKey, api.make);
  for (const EventPolicy& event : noted->second) {
    add_lists(policy, event.settings, resources_of(definition, event.path, event.stage, event.make), event.make);
    add_custom(policy, event.settings, event.make);
  }
}

void add_resource_policy(Scope& api, const Node& auth, Definition& definition) {
  const Node* given = value_at(&auth, "ResourcePolicy");
  if (!is_given(given)) return;
  const Node settings = api.work.resolved(*given);
  const PropertyProblem problem = check_resource_policy(settings);
  if (!problem.message.empty()) return api.error(problem.where, problem.message, problem.hint);
  const std::vector<std::string> paths = definition.paths_written();
  if (paths.empty() && !is_given(settings.find("CustomStatements"))) return;
  const Maker make(given->span, api.work.expand(given->span, "ResourcePolicy of `" + api.id + "`", given->expansion));
  Node& policy = map_at(definition.body(), kKey, make);
  for (const std::string& path : paths) {
    add_lists(policy, settings, resources_of(definition, path, *api.property("StageName"), make), make);
  }
  add_custom(policy, settings, make);
}

}  // namespace cxsam::transform::openapi
