#include "transform/rest/usage_plan.h"

#include <algorithm>
#include <array>

#include "transform/conditions.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array<std::string_view, 6> kFields{"CreateUsagePlan", "Description",  "Quota", "Tags",
                                                  "Throttle",        "UsagePlanName"};
constexpr std::string_view kSharedPrefix = "Serverless";
constexpr std::string_view kSharedCondition = "SharedUsagePlanCondition";

/// The one usage plan of all APIs that have `CreateUsagePlan: SHARED`.
struct SharedPlan {
  std::vector<std::string> apis;
  std::set<std::string> conditions;  // "" is that of an API without one
  std::optional<Node> deletion_policy;
  std::optional<Node> update_replace_policy;
};

/// "PER_API", "SHARED" or "NONE"; "" after an error.
std::string kind_of(Scope& api, const Node& plan) {
  if (!plan.is_map()) {
    api.error(&plan, "`UsagePlan` must be a map", "it needs `CreateUsagePlan`");
    return "";
  }
  for (const Member& field : plan.members) {
    if (std::ranges::find(kFields, field.key) != kFields.end()) continue;
    api.error(field.key_span, plan.expansion, "`" + field.key + "` is not a property of `UsagePlan`");
    return "";
  }
  const Node* create = plan.find("CreateUsagePlan");
  const std::string kind = api.work.text(create).value_or("");
  if (kind == "PER_API" || kind == "SHARED" || kind == "NONE") return kind;
  api.error(create ? create : &plan,
            create ? "`CreateUsagePlan` must be PER_API, SHARED or NONE" : "`UsagePlan` needs `CreateUsagePlan`",
            create ? "" : "write `CreateUsagePlan: PER_API`, SHARED or NONE");
  return "";
}

/// The stronger of two policies: what one API retains, the plan retains.
void strengthen(std::optional<Node>& policy, const Node* other) {
  static constexpr std::array<std::string_view, 3> kStrongestFirst{"Retain", "Snapshot", "Delete"};
  const auto rank = [](const Node& node) {
    return std::ranges::find(kStrongestFirst, node.as_string().value_or("")) - kStrongestFirst.begin();
  };
  if (other && !other->is_null() && (!policy || rank(*other) < rank(*policy))) policy = *other;
}

/// Joins this API to the plan of the template. False after an error.
bool join_shared_plan(Scope& api, const Node& plan) {
  SharedPlan& shared = api.work.notes<SharedPlan>();
  shared.apis.push_back(api.id);
  strengthen(shared.deletion_policy, api.body.find("DeletionPolicy"));
  strengthen(shared.update_replace_policy, api.body.find("UpdateReplacePolicy"));
  const Node* condition = api.body.find("Condition");
  shared.conditions.insert(std::string(api.condition()));
  Node& root = api.work.root;
  if (condition && !root.find("Conditions")) {
    api.error(condition, "the template declares no conditions", "declare `" + condition->text + "` below `Conditions:`");
    return false;
  }
  Node* declared = root.find("Conditions");
  if (shared.conditions.contains("")) {
    if (declared) declared->erase(kSharedCondition);
    return true;
  }
  const Maker make(plan.span, api.make.origin().expansion);
  if (shared.conditions.size() > 1) {
    declare_any(api.work, shared.conditions, std::string(kSharedCondition), make);
  } else {
    // AWS's transform writes the name of a single condition as it is.
    declare_condition(api.work, std::string(kSharedCondition), make.text(*shared.conditions.begin()));
  }
  return true;
}

/// DependsOn and what else of attributes the three resources of a plan have.
Attributes attributes_of(const Scope& api, bool is_shared, Node depends_on) {
  Attributes attributes{.depends_on = std::move(depends_on)};
  if (!is_shared) return attributes;
  const SharedPlan& shared = api.work.notes<SharedPlan>();
  attributes.inherits = false;
  attributes.deletion_policy = shared.deletion_policy;
  attributes.update_replace_policy = shared.update_replace_policy;
  if (!shared.conditions.contains("")) attributes.condition = kSharedCondition;
  return attributes;
}

/// The entries of this API and of those before it in the same plan: `of(entry)` makes one for the newest.
Node with_earlier(const Scope& api, std::string_view plan_part, std::string_view property, Node entry, const Maker& make) {
  Node* earlier = api.work.generated(plan_part);
  Node list = list_or_empty(earlier ? properties_of(*earlier).find(property) : nullptr, make);
  list.items.push_back(std::move(entry));
  return list;
}

}  // namespace

void add_usage_plan(Scope& api, const std::string& stage) {
  const Node* auth = api.property("Auth");
  const Node* plan = auth && auth->is_map() ? value_at(auth, "UsagePlan") : nullptr;
  if (!plan) return;
  const std::string kind = kind_of(api, *plan);
  if (kind.empty() || kind == "NONE") return;
  const bool is_shared = kind == "SHARED";
  if (is_shared && !join_shared_plan(api, *plan)) return;

  const Maker make(plan->span, api.work.expand(plan->span, "UsagePlan of `" + api.id + "`", plan->expansion));
  const std::string prefix = is_shared ? std::string(kSharedPrefix) : api.id;
  const std::string plan_id = prefix + "UsagePlan";
  const std::string key_id = prefix + "ApiKey";
  const auto tags = propagated_tags(api);

  Node plan_properties =
      make.map("ApiStages",
               with_earlier(api, plan_id, "ApiStages", make.map("ApiId", make.ref(api.id), "Stage", make.ref(stage)), make));
  for (const std::string_view field : {"UsagePlanName", "Description", "Quota", "Throttle"}) {
    if (const Node* value = given_at(plan, field)) make.add(plan_properties, field, api.work.resolved(*value));
  }
  if (tags) {
    make.add(plan_properties, "Tags", tags);
  } else if (const Node* own = given_at(plan, "Tags")) {
    make.add(plan_properties, "Tags", api.work.resolved(*own));
  }
  Node apis = make.list(api.id);
  if (is_shared) {
    apis.items.clear();
    for (const std::string& id : api.work.notes<SharedPlan>().apis) apis.items.push_back(make.text(id));
  }
  api.add_shared(plan_id, "AWS::ApiGateway::UsagePlan", std::move(plan_properties),
                 attributes_of(api, is_shared, std::move(apis)));

  Node keys =
      with_earlier(api, key_id, "StageKeys", make.map("RestApiId", make.ref(api.id), "StageName", make.ref(stage)), make);
  api.add_shared(key_id, "AWS::ApiGateway::ApiKey", make.map("Enabled", true, "Tags", tags, "StageKeys", std::move(keys)),
                 attributes_of(api, is_shared, make.list(plan_id)));
  api.add_shared(prefix + "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey",
                 make.map("KeyId", make.ref(key_id), "KeyType", "API_KEY", "UsagePlanId", make.ref(plan_id)),
                 attributes_of(api, is_shared, make.list(key_id)));
  for (const std::string_view part : {"UsagePlan", "ApiKey", "UsagePlanKey"}) {
    api.work.generated_properties[api.id + "." + std::string(part)] = prefix + std::string(part);
  }
}

}  // namespace cxsam::transform
