#include "transform/api_events.h"

#include "transform/event_sources.h"
#include "transform/event_type.h"
#include "transform/processing_order.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

struct ApiKind {
  std::string_view event;
  std::string_view property;  // that names the API
  std::string_view type;
  std::string_view foreign;  // a type that it cannot be
  bool has_default_route = false;
};

constexpr ApiKind kRest{"Api", "RestApiId", "AWS::Serverless::Api", "AWS::Serverless::HttpApi"};
constexpr ApiKind kHttp{"HttpApi", "ApiId", "AWS::Serverless::HttpApi", "", true};

/// A misspelt name explains best what is missing.
void report_missing(Scope& owner, const Member& event, const Node& properties, const std::string& name, const ApiKind& kind) {
  const std::string shown = "`" + std::string(kind.event) + "` events";
  const PropertyProblem problem = check_properties(properties, find_event_type(kind.event)->properties, {shown, ""});
  if (problem.where) return owner.error(problem.key_span, event.value.expansion, problem.message, problem.hint);
  owner.error(event.key_span, event.value.expansion, name + " is missing",
              kind.has_default_route ? "give `Path` and `Method`, or none of them for the default route" : "add " + name);
}

/// Path and method go into ids and documents, so they are texts from the start.
void check_route(Scope& owner, const Member& event, const Node& properties, const ApiKind& kind) {
  const Node* path = value_at(&properties, "Path");
  const Node* method = value_at(&properties, "Method");
  if (kind.has_default_route && !path && !method) return;
  for (const auto& [name, value] : {std::pair{"`Path`", path}, std::pair{"`Method`", method}}) {
    if (!value) return report_missing(owner, event, properties, name, kind);
    if (!value->is_string()) {
      return owner.error(value, std::string(name) + " must be a text", "no intrinsic function or parameter is taken here");
    }
  }
}

void check_target(Scope& owner, const Node& properties, const ApiKind& kind) {
  const Node* given = properties.find(kind.property);
  if (!given) return;
  const auto intrinsic = as_intrinsic(*given);
  const Node* id = intrinsic && intrinsic->name == "Ref" ? intrinsic->argument : given;
  const Member* resource = id->is_string() ? owner.work.find_resource(id->text) : nullptr;
  if (resource && (kind.foreign.empty() || owner.work.type_of(id->text) != kind.foreign)) return;
  owner.error(given,
              "`" + std::string(kind.property) + "` must be a `Ref` to an `" + std::string(kind.type) + "` of this template");
}

/// False after an error.
bool check_event(Workspace& work, std::size_t position, const Member& event) {
  const Node* type = event.value.find("Type");
  const bool rest = type && type->as_string() == kRest.event;
  if (!rest && !(type && type->as_string() == kHttp.event)) return true;
  const ApiKind& kind = rest ? kRest : kHttp;
  const Node* properties = event.value.find("Properties");
  if (!properties || !properties->is_map() || properties->members.empty()) return true;
  Scope owner(work, position, "");
  owner.set_part(event_part(owner, event));
  check_route(owner, event, *properties, kind);
  check_target(owner, *properties, kind);
  return !owner.failed();
}

}  // namespace

void check_api_events(Workspace& work) {
  for (std::size_t i = 0; i < work.resources().size(); ++i) {
    const std::string_view type = type_of(work.resources()[i]);
    if (type != "AWS::Serverless::Function" && type != "AWS::Serverless::StateMachine") continue;
    const Node* events = work.resources()[i].value.at_path({"Properties", "Events"});
    if (!events || !events->is_map()) continue;
    for (const Member* event : event_order(work, *events)) {
      if (check_event(work, i, *event)) continue;
      work.given_up.insert(work.resources()[i].key);
      break;
    }
  }
}

}  // namespace cxsam::transform
