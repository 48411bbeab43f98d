#include "transform/scope.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "document/misspelt.h"
#include "template/undecided.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

const Node& empty_map() {
  static const Node kEmpty = make_map();
  return kEmpty;
}

constexpr std::array<std::string_view, 3> kForAll{"Condition", "DeletionPolicy", "UpdateReplacePolicy"};
constexpr std::array<std::string_view, 2> kForMain{"DependsOn", "UpdatePolicy"};

}  // namespace

Scope::Scope(Workspace& shared, std::size_t at, std::string_view resource_type)
    : work(shared),
      id(shared.resources()[at].key),
      id_span(shared.resources()[at].key_span),
      type(resource_type),
      body(shared.resources()[at].value),
      properties(body.find("Properties") ? *body.find("Properties") : empty_map()),
      make(id_span, shared.expand(id_span, std::string(resource_type) + " `" + id + "`", body.expansion)),
      position_(at) {}

const Node* Scope::property(std::string_view name) const {
  const Node* value = properties.find(name);
  return value && !value->is_null() ? value : nullptr;
}

std::optional<Node> Scope::copy(std::string_view name) const {
  const Node* value = property(name);
  return value ? std::optional(*value) : std::nullopt;
}

bool Scope::flag(std::string_view name) const {
  const Node* value = property(name);
  return value && work.resolved(*value).as_bool().value_or(false);
}

std::string_view Scope::condition() const {
  const Node* value = body.find("Condition");
  return value ? value->as_string().value_or("") : "";
}

void Scope::error(const Node* where, std::string message, std::string hint) {
  if (where) {
    const auto names = work.names_without_value(*where);
    if (!names.empty()) hint = tmpl::how_to_decide(names);
    error(where->span, where->expansion, std::move(message), std::move(hint));
  } else {
    error(id_span, body.expansion, std::move(message), std::move(hint));
  }
}

void Scope::error(Span where, std::uint32_t expansion, std::string message, std::string hint) {
  if (failed_) return;
  failed_ = true;
  Diagnostic& finding =
      work.diagnostics.error("E0001", where, "resource `" + id + "`" + (part_.empty() ? "" : ", " + part_) + ": " + message);
  finding.expansion = expansion;
  finding.related = misspelt(body, "Properties");
  if (!hint.empty()) finding.hints.push_back(std::move(hint));
}

void Scope::add(std::string logical_id, std::string_view cloudformation_type, Node resource_properties, Attributes attributes) {
  if (!std::ranges::all_of(logical_id, is_letter_or_digit)) {
    return error(id_span, body.expansion, "it needs a resource `" + logical_id + "`, which is no logical id",
                 "use only letters and digits in the names that it is made of");
  }
  // What a resource makes twice under one name, like the permission for two triggers of a user pool, is made once.
  const bool again = made_.contains(logical_id);
  if (again) erase_if(work.output[position_], [&](const Member& made) { return made.key == logical_id; });
  const bool taken = logical_id != id && work.position(logical_id);
  if (taken || (!again && !work.claim(logical_id, position_))) {
    error(id_span, body.expansion,
          "it needs a resource `" + logical_id + "` of type " + std::string(cloudformation_type) + ", but that name is taken",
          "rename the resource `" + logical_id + "`");
    return;
  }
  made_.insert(logical_id);
  work.output[position_].push_back(
      {std::move(logical_id), id_span, made(cloudformation_type, std::move(resource_properties), std::move(attributes))});
}

void Scope::add_shared(std::string logical_id, std::string_view cloudformation_type, Node resource_properties,
                       Attributes attributes) {
  Node* existing = work.generated(logical_id);
  const Node* existing_type = existing ? existing->find("Type") : nullptr;
  if (!existing_type || existing_type->as_string() != cloudformation_type) {
    return add(std::move(logical_id), cloudformation_type, std::move(resource_properties), std::move(attributes));
  }
  *existing = made(cloudformation_type, std::move(resource_properties), std::move(attributes));
}

Node Scope::made(std::string_view cloudformation_type, Node resource_properties, Attributes attributes) const {
  propagate_tags(*this, cloudformation_type, resource_properties);
  Node resource = make.map("Type", cloudformation_type);
  const bool own_dependencies = attributes.depends_on.has_value();
  for (const std::string_view name : kForAll) {
    if (!attributes.inherits) break;
    if (name == "DeletionPolicy" && attributes.deletion_policy) continue;
    if (name == "UpdateReplacePolicy" && attributes.update_replace_policy) continue;
    if (name == "Condition" && !attributes.condition.empty()) continue;
    if (const Node* value = body.find(name)) make.add(resource, name, value);
  }
  if (!attributes.condition.empty()) make.add(resource, "Condition", attributes.condition);
  make.add(resource, "DeletionPolicy", std::move(attributes.deletion_policy), "UpdateReplacePolicy",
           std::move(attributes.update_replace_policy), "DependsOn", std::move(attributes.depends_on), "UpdatePolicy",
           std::move(attributes.update_policy));
  for (const std::string_view name : kForMain) {
    if (!attributes.main || (own_dependencies && name == "DependsOn")) continue;
    if (name == "DependsOn" || attributes.metadata) make.add(resource, name, value_at(&body, name));
  }
  if ((attributes.main && attributes.metadata) || work.options.passthrough_metadata) {
    make.add(resource, "Metadata", body.find("Metadata"));
  }
  if (attributes.more_metadata) {
    Node& metadata = map_at(resource, "Metadata", make);
    for (const Member& member : attributes.more_metadata->members) metadata.set(member.key, member.value);
  }
  make.add(resource, "Properties", std::move(resource_properties));
  return resource;
}

Maker Scope::make_for(Span cause, std::string why) const {
  return Maker(cause, work.expand(cause, std::move(why), make.origin().expansion));
}

}  // namespace cxsam::transform
