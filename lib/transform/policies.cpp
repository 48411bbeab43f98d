#include "transform/policies.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "facts/policies.h"
#include "transform/policy_templates.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

enum class PolicyKind { Managed, Inline, Template, Nothing, Invalid };

PolicyKind kind_of(Workspace& work, const Node& policy) {
  if (policy.is_string()) return PolicyKind::Managed;
  if (const auto intrinsic = as_intrinsic(policy)) {
    if (is_no_value(policy)) return PolicyKind::Nothing;
    if (intrinsic->name != "Fn::If" || intrinsic->argument->items.size() != 3) return PolicyKind::Managed;
    // A choice inside of a choice is what its first branch is that is anything.
    const PolicyKind then = kind_of(work, intrinsic->argument->items[1]);
    const PolicyKind kind = then == PolicyKind::Nothing ? kind_of(work, intrinsic->argument->items[2]) : then;
    return kind == PolicyKind::Inline ? kind : PolicyKind::Managed;
  }
  if (!policy.is_map()) return PolicyKind::Invalid;
  if (policy.find("Statement")) return PolicyKind::Inline;
  const bool one = policy.members.size() == 1;
  return one && work.notes<PolicyTemplates>().find(policy.members.front().key) ? PolicyKind::Template : PolicyKind::Invalid;
}

std::optional<Node> template_document(Scope& scope, const Node& policy) {
  const Member& use = policy.members.front();
  const PolicyTemplate* found = scope.work.notes<PolicyTemplates>().find(use.key);
  if (!use.value.is_map()) {
    scope.error(&use.value, "the parameters of policy template `" + use.key + "` must be a map", "write `" + use.key + ": {}`");
    return std::nullopt;
  }
  for (const std::string_view parameter : found->parameters) {
    if (use.value.find(parameter)) continue;
    scope.error(&use.value, "policy template `" + use.key + "` needs the parameter `" + std::string(parameter) + "`",
                "write `" + use.key + ": {" + std::string(parameter) + ": ...}`");
    return std::nullopt;
  }
  const Maker make(use.key_span, scope.work.expand(use.key_span, "policy template " + use.key, scope.make.origin().expansion));
  return make.map("Statement", filled_in(found->statements, use.value, make));
}

class PolicyReader {
 public:
  PolicyReader(Scope& scope, std::string_view role_id) : scope_(scope), role_id_(role_id) {}

  void read(const Node& policy) {
    const auto intrinsic = as_intrinsic(policy);
    const PolicyKind kind = kind_of(scope_.work, policy);
    if (intrinsic && intrinsic->name == "Fn::If") {
      read_choice(policy, *intrinsic->argument);
    } else if (kind == PolicyKind::Managed || kind == PolicyKind::Nothing) {
      add_managed(result.managed, managed_policy(scope_, policy));
    } else if (auto inline_one = inline_policy(policy)) {
      result.inline_ones.push_back(std::move(*inline_one));
    }
    ++index_;
  }

  RolePolicies result;

 private:
  std::optional<Node> inline_policy(const Node& policy) {
    const PolicyKind kind = kind_of(scope_.work, policy);
    if (kind == PolicyKind::Nothing) return policy;
    if (kind == PolicyKind::Invalid) {
      report_invalid(policy);
      return std::nullopt;
    }
    auto document = kind == PolicyKind::Template ? template_document(scope_, policy) : std::optional(policy);
    if (!document) return std::nullopt;
    const Maker make(policy.span, scope_.make.origin().expansion);
    return make.map("PolicyName", std::string(role_id_) + "Policy" + std::to_string(index_), "PolicyDocument",
                    std::move(document));
  }

  /// Both branches of an Fn::If must be of one kind, since they go to different properties of the role.
  void read_choice(const Node& policy, const Node& argument) {
    if (argument.items.size() != 3) return scope_.error(&policy, "`Fn::If` takes a condition and two values");
    const Node& then = argument.items[1];
    const Node& otherwise = argument.items[2];
    const PolicyKind first = kind_of(scope_.work, then);
    const PolicyKind second = kind_of(scope_.work, otherwise);
    if (first != second && first != PolicyKind::Nothing && second != PolicyKind::Nothing) {
      scope_.error(&policy, "both branches of this `Fn::If` must be the same kind of policy",
                   "write one `Fn::If` for managed policies, one for inline ones and one for policy templates");
      return;
    }
    const auto choice = [&](const Node& condition, Node one, Node other) {
      return make_intrinsic("Fn::If", make_list({condition, std::move(one), std::move(other)}, policy), policy);
    };
    const PolicyKind kind = first == PolicyKind::Nothing ? second : first;
    if (kind == PolicyKind::Managed || kind == PolicyKind::Nothing) {
      add_managed(result.managed, choice(argument.items[0], managed_policy(scope_, then), managed_policy(scope_, otherwise)));
      return;
    }
    auto one = inline_policy(then);
    auto other = inline_policy(otherwise);
    if (one && other) result.inline_ones.push_back(choice(argument.items[0], std::move(*one), std::move(*other)));
  }

  void report_invalid(const Node& policy) {
    std::string hint = "use a managed policy's name or ARN, a document with `Statement`, or a policy template";
    if (policy.is_map() && policy.members.size() == 1) {
      hint = did_you_mean_or(policy.members.front().key, facts::policy_template_names(), std::move(hint));
    }
    scope_.error(&policy, "entry " + std::to_string(index_ + 1) + " of `Policies` is no policy", std::move(hint));
  }

  Scope& scope_;
  std::string_view role_id_;
  std::size_t index_ = 0;
};

}  // namespace

RolePolicies read_policies(Scope& scope, const Node* policies, std::string_view role_id) {
  PolicyReader reader(scope, role_id);
  if (policies && policies->is_list()) {
    for (const Node& policy : policies->items) reader.read(policy);
  } else if (is_given(policies)) {
    reader.read(*policies);
  }
  return std::move(reader.result);
}

Node managed_policy(const Scope& scope, const Node& name) {
  if (!name.is_string() || name.text.starts_with("arn:")) return name;
  if (const auto arn = facts::managed_policy_arn(name.text, scope.work.partition())) return make_string(*arn, name);
  const auto& account = scope.work.options.managed_policies;
  const auto found = account.find(name.text);
  return found == account.end() ? name : make_string(found->second, name);
}

void add_managed(Nodes& managed, Node policy) {
  const auto same = [&](const Node& other) { return same_value(other, policy); };
  if (std::ranges::none_of(managed, same)) managed.push_back(std::move(policy));
}

void add_inline(Nodes& policies, Node policy) {
  const Node* document = policy.find("PolicyDocument");
  const auto same = [&](const Node& other) {
    const Node* others = other.find("PolicyDocument");
    return document && others && same_value(*others, *document);
  };
  if (std::ranges::none_of(policies, same)) policies.push_back(std::move(policy));
}

}  // namespace cxsam::transform
