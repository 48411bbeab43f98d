#include "transform/implicit_api.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.h"

namespace cxsam::transform {
namespace {

struct ImplicitKind {
  std::string_view event;     // "Api"
  std::string_view property;  // that names an explicit API
  std::string_view id;
  std::string_view type;
};

constexpr ImplicitKind kRest{"Api", "RestApiId", kImplicitRestApi, "AWS::Serverless::Api"};
constexpr ImplicitKind kHttp{"HttpApi", "ApiId", kImplicitHttpApi, "AWS::Serverless::HttpApi"};

/// One event that needs the implicit API.
struct Use {
  const Member* resource = nullptr;
  const Member* event = nullptr;
  std::string path;
  std::string condition;  // of the resource, "" when it has none
};

std::string condition_of(const Member& resource) {
  const Node* condition = resource.value.find("Condition");
  return condition && condition->is_string() ? condition->text : "";
}

std::vector<Use> uses_of(Workspace& work, const ImplicitKind& kind) {
  std::vector<Use> uses;
  for (const Member& resource : work.resources()) {
    const std::string_view type = work.type_of(resource.key);
    if (type != "AWS::Serverless::Function" && type != "AWS::Serverless::StateMachine") continue;
    const Node* events = resource.value.at_path({"Properties", "Events"});
    if (!events || as_intrinsic(*events)) continue;
    for (const Member& event : events->members) {
      const Node* event_type = event.value.find("Type");
      const Node* properties = event.value.find("Properties");
      if (!event_type || event_type->as_string() != kind.event || (properties && properties->find(kind.property))) continue;
      const Node* path = properties ? properties->find("Path") : nullptr;
      uses.push_back({&resource, &event, path ? path->text : "$default", condition_of(resource)});
    }
  }
  return uses;
}

/// The one condition under which any of `conditions` holds: itself when there is one, else a new Fn::Or, nested by
/// tens as CloudFormation takes no more in one.
std::string any_of(Workspace& work, const std::set<std::string>& conditions, const std::string& name, const Maker& make) {
  if (conditions.size() == 1) return *conditions.begin();
  Node alternatives = make.list();
  for (const std::string& condition : conditions) alternatives.items.push_back(make.map("Condition", condition));
  while (alternatives.items.size() > 10) {
    Node grouped = make.list();
    for (std::size_t i = 0; i < alternatives.items.size(); i += 10) {
      const auto first = alternatives.items.begin() + static_cast<std::ptrdiff_t>(i);
      const auto count = std::min<std::size_t>(10, alternatives.items.size() - i);
      std::vector<Node> ten(first, first + static_cast<std::ptrdiff_t>(count));
      grouped.items.push_back(ten.size() == 1
                                  ? std::move(ten.front())
                                  : make_intrinsic("Fn::Or", make_list(std::move(ten), make.origin()), make.origin()));
    }
    alternatives = std::move(grouped);
  }
  Node declared = work.root.find("Conditions") ? *work.root.find("Conditions") : make.map();
  declared.set(name, make_intrinsic("Fn::Or", std::move(alternatives), make.origin()));
  work.root.set("Conditions", std::move(declared));
  return name;
}

/// Conditions of the API itself and of its paths: a thing has one when everything that uses it has one.
void add_conditions(Workspace& work, const ImplicitKind& kind, const std::vector<Use>& uses, Node& api, const Maker& make) {
  std::map<std::string, std::set<std::string>> of_paths;
  std::set<std::string> of_api;
  for (const Use& use : uses) {
    of_paths[use.path].insert(use.condition);
    of_api.insert(use.condition);
  }
  const std::string id(kind.id);
  if (!of_api.contains("")) make.add(api, "Condition", any_of(work, of_api, id + "Condition", make));
  for (const auto& [path, conditions] : of_paths) {
    if (conditions.contains("")) continue;
    std::string readable = replace_all(replace_all(replace_all(path, "/", "SLASH"), "{", "OB"), "}", "CB");
    work.path_conditions[id][path] = any_of(work, conditions, id + readable + "PathCondition", make);
  }
}

/// The strongest of the functions' policies: a retained function keeps its API.
void add_policy(std::string_view name, const std::vector<Use>& uses, Node& api, const Maker& make) {
  for (const std::string_view strongest : {"Retain", "Delete"}) {
    for (const Use& use : uses) {
      const Node* policy = use.resource->value.find(name);
      if (policy && policy->as_string() == strongest) return make.add(api, name, policy);
    }
  }
}

void add_implicit_api(Workspace& work, const ImplicitKind& kind) {
  const std::vector<Use> uses = uses_of(work, kind);
  if (uses.empty() || work.position(kind.id)) return;
  const Span cause = uses.front().event->key_span;
  const Maker make(cause, work.expand(cause, "implicit API of event `" + uses.front().event->key + "`"));
  Node api = make.map("Type", kind.type, "Properties", make.map());
  if (kind.event == "Api") properties_of(api).set("StageName", make.text("Prod"));
  add_policy("DeletionPolicy", uses, api, make);
  add_policy("UpdateReplacePolicy", uses, api, make);
  add_conditions(work, kind, uses, api, make);
  work.add_resource(std::string(kind.id), cause, std::move(api));
}

}  // namespace

void add_implicit_apis(Workspace& work) {
  add_implicit_api(work, kRest);
  add_implicit_api(work, kHttp);
}

void prepare_definitions(Workspace& work) {
  for (Member& resource : work.resources()) {
    const std::string_view type = work.type_of(resource.key);
    const bool rest = type == kRest.type;
    if (!rest && type != kHttp.type) continue;
    const Node& properties = properties_of(resource.value);
    if (properties.find("DefinitionBody") || properties.find("DefinitionUri")) continue;
    const Node* version = properties.find("OpenApiVersion");
    const bool openapi3 = !rest || (version && work.text(version).value_or("").starts_with('3'));
    const Maker make(resource.key_span, resource.value.expansion);
    work.definitions.emplace(resource.key, openapi::Definition(openapi::Definition::empty(make, openapi3)));
  }
}

}  // namespace cxsam::transform
