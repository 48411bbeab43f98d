#include "transform/rest/written_body.h"

#include "transform/openapi/definition.h"
#include "transform/openapi/parameters.h"
#include "transform/openapi/security.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

Node* written_body(EventScope& event, const std::string& api) {
  Member* resource = event.work.find_resource(api);
  return resource ? properties_of(resource->value).find("DefinitionBody") : nullptr;
}

const Node* auth_of(EventScope& event, const std::string& api) {
  const Member* resource = event.work.find_resource(api);
  const Node* auth = resource ? resource->value.at_path({"Properties", "Auth"}) : nullptr;
  return auth && auth->is_map() ? auth : nullptr;
}

bool overrides_auth(const EventScope& event) {
  const Node* auth = event.property("Auth");
  return auth && is_given(value_at(auth, "OverrideApiAuth"));
}

/// The map at a key, to merge into; made when it is missing. Null after an error.
Node* part_of(EventScope& event, Node& parent, const std::string& key, const std::string& what) {
  if (!parent.find(key)) event.make.add(parent, key, event.make.map());
  Node* part = parent.find(key);
  if (part->is_map()) return part;
  event.error(part, what + " must be a map for events to be merged into it");
  return nullptr;
}

void merge_into(EventScope& event, Node& paths, const std::string& api, const std::string& path, const std::string& method,
                Node operation) {
  const std::string where = "`DefinitionBody` of `" + api + "`: ";
  Node* item = part_of(event, paths, path, where + "path `" + path + "`");
  if (!item) return;
  Node* written = item->find(method);
  if (!written || written->is_null()) {
    item->set(method, std::move(operation));
    return;
  }
  written = part_of(event, *item, method, where + "`" + method + " " + path + "`");
  if (!written) return;
  for (Member& member : operation.members) written->set(member.key, std::move(member.value));
}

}  // namespace

void merge_operation(EventScope& event, const std::string& api, const std::string& path, const std::string& method,
                     Node operation) {
  openapi::Definition alone(openapi::Definition::empty(event.make, ""));
  openapi::secure_rest_operation(event, auth_of(event, api), alone, operation);
  openapi::add_request_parameters(event, operation);
  openapi::add_request_model(event, api, alone, operation);
  Node* body = written_body(event, api);
  if (event.owner.failed() || !body) return;
  const std::string_view condition = event.owner.condition();
  if (!condition.empty()) {
    operation =
        event.make.map("Fn::If", event.make.list(event.make.text(condition), std::move(operation), event.make.no_value()));
  }
  openapi::Definition definition(std::move(*body));
  if (overrides_auth(event) && !definition.is_editable()) {
    event.error(
        event.property("Auth"),
        "`OverrideApiAuth` needs a `DefinitionBody` with `swagger` or `openapi` and `paths` that stand in the template");
  }
  if (definition.is_editable() && is_given(&definition.paths_map())) {
    merge_into(event, definition.paths_map(), api, path, method, std::move(operation));
    const Node* schemes = alone.body().find("securityDefinitions");
    for (std::size_t i = 0; schemes && overrides_auth(event) && i < schemes->members.size(); ++i) {
      definition.declare_scheme(schemes->members[i].key, schemes->members[i].value, event.make);
    }
  }
  *body = std::move(definition.body());
}

void override_written_auth(EventScope& event, const std::string& api, const std::string& path, const std::string& method) {
  Node* body = written_body(event, api);
  if (!body) return;
  openapi::Definition definition(std::move(*body));
  Node* operation = definition.is_editable() ? definition.operation(path, method) : nullptr;
  if (!operation) {
    event.error(event.property("Path"),
                "`OverrideApiAuth`: `DefinitionBody` of `" + api + "` has no operation `" + method + " " + path + "`",
                "write the operation, or remove `OverrideApiAuth`");
  } else if (is_given(operation->find(openapi::kIntegration))) {
    Node asked = event.make.map();
    openapi::secure_rest_operation(event, auth_of(event, api), definition, asked);
    const Node* requirements = asked.find("security");
    // They come twice, as an operation that is made of the event alone has them.
    for (std::size_t i = 0; requirements && i < requirements->items.size(); i += 2) {
      list_at(*operation, "security", event.make).items.push_back(requirements->items[i]);
    }
  }
  *body = std::move(definition.body());
}

}  // namespace cxsam::transform
