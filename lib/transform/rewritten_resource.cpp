#include "transform/rewritten_resource.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/did_you_mean.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array<std::string_view, 8> kAttributes{
    "Type", "Properties", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "Metadata", "DependsOn"};

std::string a_type(const RewrittenType& type) { return "`" + std::string(type.name) + "`"; }

Member* referenced(EventScope& event, const RewrittenType& type) {
  const Node* given = event.property(type.property);
  const auto intrinsic = as_intrinsic(*given);
  const bool is_ref = intrinsic && intrinsic->name == "Ref" && intrinsic->argument->is_string();
  Member* resource = is_ref ? event.work.find_resource(intrinsic->argument->text) : nullptr;
  if (resource && event.work.type_of(resource->key) == type.name) return resource;
  const std::string property = "`" + std::string(type.property) + "`";
  event.error(given,
              resource ? property + " refers to `" + resource->key + "`, which is no " + a_type(type)
                       : property + " must be a `Ref` to an " + a_type(type) + " of this template",
              "the event is written into that resource, so it must be one of the same template");
  return nullptr;
}

bool check_names(EventScope& event, const std::string& id, const Node& properties, const RewrittenType& type) {
  for (const Member& property : properties.members) {
    if (std::ranges::find(type.properties, property.key) != type.properties.end()) continue;
    const std::vector<std::string> names(type.properties.begin(), type.properties.end());
    event.error(
        &property.value,
        "AWS's transform, which writes the event into `" + id + "`, knows no `" + property.key + "` of an " + a_type(type),
        did_you_mean_or(property.key, names, "remove it, or connect the two by resources of CloudFormation"));
    return false;
  }
  return true;
}

}  // namespace

Member* rewritten_resource(EventScope& event, const RewrittenType& type) {
  Member* resource = referenced(event, type);
  if (!resource) return nullptr;
  Node& properties = properties_of(resource->value);
  if (!properties.is_map()) {
    event.error(&properties, "`Properties` of `" + resource->key + "` must be a map");
    return nullptr;
  }
  if (!check_names(event, resource->key, properties, type)) return nullptr;
  erase_if(properties.members, [](const Member& member) { return member.value.is_null(); });
  erase_if(resource->value.members,
           [](const Member& attribute) { return std::ranges::find(kAttributes, attribute.key) == kAttributes.end(); });
  return resource;
}

}  // namespace cxsam::transform
