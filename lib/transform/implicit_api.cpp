#include "transform/implicit_api.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.h"
#include "transform/conditions.h"
#include "transform/openapi/extras.h"
#include "transform/shape.h"
#include "transform/tags.h"

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

/// The API that an event is part of: the implicit one, or what RestApiId or ApiId refers to; "" when that is something else.
std::string api_of(const Node* properties, const ImplicitKind& kind) {
  const Node* given = properties ? properties->find(kind.property) : nullptr;
  if (!given) return std::string(kind.id);
  const auto intrinsic = as_intrinsic(*given);
  if (intrinsic && intrinsic->name == "Ref") return intrinsic->argument->text;
  return given->is_string() ? given->text : "";
}

/// The events of one kind, by their API.
std::map<std::string, std::vector<Use>> uses_by_api(Workspace& work, const ImplicitKind& kind) {
  std::map<std::string, std::vector<Use>> uses;
  for (const Member& resource : work.resources()) {
    const std::string_view type = type_of(resource);
    if (type != "AWS::Serverless::Function" && type != "AWS::Serverless::StateMachine") continue;
    const Node* events = resource.value.at_path({"Properties", "Events"});
    if (!events || as_intrinsic(*events)) continue;
    for (const Member& event : events->members) {
      const Node* event_type = event.value.find("Type");
      if (!event_type || event_type->as_string() != kind.event) continue;
      const Node* properties = event.value.find("Properties");
      const Node* path = properties ? properties->find("Path") : nullptr;
      uses[api_of(properties, kind)].push_back({&resource, &event, path ? path->text : "$default", condition_of(resource)});
    }
  }
  return uses;
}

/// Conditions of paths: a path has one when everything that uses it has one.
void add_path_conditions(Workspace& work, const std::string& api, const std::vector<Use>& uses, const Maker& make) {
  std::map<std::string, std::set<std::string>> of_paths;
  for (const Use& use : uses) of_paths[use.path].insert(use.condition);
  for (const auto& [path, conditions] : of_paths) {
    if (conditions.contains("")) continue;
    const std::string readable = replace_all(replace_all(replace_all(path, "/", "SLASH"), "{", "OB"), "}", "CB");
    work.notes<openapi::PathConditions>().of_api[api][path] = any_of(work, conditions, api + readable + "PathCondition", make);
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

void add_implicit_api(Workspace& work, const ImplicitKind& kind, const std::vector<Use>& uses, const Maker& make) {
  Node api = make.map("Type", kind.type, "Properties", make.map());
  if (kind.event == kRest.event) properties_of(api).set("StageName", make.text("Prod"));
  add_policy("DeletionPolicy", uses, api, make);
  add_policy("UpdateReplacePolicy", uses, api, make);
  std::set<std::string> conditions;
  for (const Use& use : uses) conditions.insert(use.condition);
  if (!conditions.contains("")) make.add(api, "Condition", any_of(work, conditions, std::string(kind.id) + "Condition", make));
  Member* own = work.find_resource(kind.id);
  if (!own) {
    work.add_resource(std::string(kind.id), make.origin().span, std::move(api));
    return;
  }
  Diagnostic& finding = work.diagnostics.warning(
      "CX3013", own->key_span, "resource `" + own->key + "` gives way to the API of the same name that events make");
  finding.hints.emplace_back("give it another name, and name it in the `" + std::string(kind.property) + "` of the events");
  own->value = std::move(api);
}

/// AWS's transform propagates tags to an implicit API before it merges Globals.
void note_own_tags(Workspace& work, const std::vector<Use>& uses) {
  for (const Use& use : uses) {
    const Node* tags = use.resource->value.at_path({"Properties", "Tags"});
    if (is_given(tags)) work.notes<OwnTags>().of_resource.insert_or_assign(use.resource->key, *tags);
  }
}

/// True for an API whose document is put together from events alone.
bool is_made_of_events(Workspace& work, std::string_view id, const ImplicitKind& kind) {
  Member* resource = work.type_of(id) == kind.type ? work.find_resource(id) : nullptr;
  if (!resource) return false;
  const Node& properties = properties_of(resource->value);
  return !properties.find("DefinitionBody") && !properties.find("DefinitionUri");
}

/// What MergeDefinitions merges into is there without a `DefinitionBody`.
void write_merge_target(Workspace& work, const std::string& api, const std::vector<Use>& uses) {
  Member& resource = *work.find_resource(api);
  Node& properties = properties_of(resource.value);
  if (!is_on(properties.find("MergeDefinitions"))) return;
  const Maker make(resource.key_span, resource.value.expansion);
  Node body = openapi::Definition::empty(make, "");
  Node& paths = map_at(body, "paths", make);
  for (const Use& use : uses) paths.set(use.path, make.map());
  properties.set("DefinitionBody", std::move(body));
}

void add_apis(Workspace& work, const ImplicitKind& kind) {
  const auto all = uses_by_api(work, kind);
  for (const auto& [api, uses] : all) {
    if (api == kind.id || !is_made_of_events(work, api, kind)) continue;
    add_path_conditions(work, api, uses, Maker(uses.front().event->key_span, 0));
    if (kind.event == kRest.event) write_merge_target(work, api, uses);
  }
  // The new resource comes last: it moves the resources that the uses point at.
  const auto implicit = all.find(std::string(kind.id));
  if (implicit == all.end()) return;
  const Member& event = *implicit->second.front().event;
  const Maker make(event.key_span, work.expand(event.key_span, "implicit API of event `" + event.key + "`"));
  add_path_conditions(work, implicit->first, implicit->second, make);
  note_own_tags(work, implicit->second);
  add_implicit_api(work, kind, implicit->second, make);
}

}  // namespace

/// An empty `DefinitionBody` or `DefinitionUri` is none, but for what cannot be a location.
void settle_definitions(Workspace& work) {
  for (Member& resource : work.resources()) {
    const std::string_view type = type_of(resource);
    if (type != kRest.type && type != kHttp.type) continue;
    Node& properties = properties_of(resource.value);
    for (const std::string_view name : {"DefinitionBody", "DefinitionUri"}) {
      const Node* value = properties.find(name);
      const bool counts = value && name == "DefinitionUri" && !value->is_null() && !value->is_string() && !value->is_map();
      if (value && !is_given(value) && !counts) properties.erase(name);
    }
  }
}

void add_implicit_apis(Workspace& work) {
  settle_definitions(work);
  add_apis(work, kRest);
  add_apis(work, kHttp);
}

void prepare_definitions(Workspace& work) {
  for (Member& resource : work.resources()) {
    const std::string_view type = type_of(resource);
    const bool rest = type == kRest.type;
    if (!rest && type != kHttp.type) continue;
    const Node& properties = properties_of(resource.value);
    if (const Node* body = properties.find("DefinitionBody")) {
      // Events add to the document of an HTTP API, but not to a REST API's.
      openapi::Definition written(*body);
      if (!rest && written.is_openapi3() && written.has_paths()) work.definitions.emplace(resource.key, std::move(written));
      continue;
    }
    if (properties.find("DefinitionUri")) continue;
    const Node* version = properties.find("OpenApiVersion");
    const bool asked = version && version->text.starts_with('3');
    const std::string_view written = asked ? std::string_view(version->text) : rest ? "" : "3.0.1";
    const Maker make(resource.key_span, resource.value.expansion);
    work.definitions.emplace(resource.key, openapi::Definition(openapi::Definition::empty(make, written)));
  }
}

}  // namespace cxsam::transform
