#include "build/sam_routes.h"

#include <fmt/format.h>

namespace cxsam::build {
namespace {

/// The two types of events with a path, and the APIs that they name.
struct RouteEvent {
  std::string_view type;
  std::string_view api;  // the property that names it
  std::string_view api_type;
  bool may_be_default = false;  // without path and method it gets what no other route gets
};

constexpr RouteEvent kRest{"Api", "RestApiId", "AWS::Serverless::Api"};
constexpr RouteEvent kHttp{"HttpApi", "ApiId", "AWS::Serverless::HttpApi", true};

bool is_nothing(const Node* node) { return node == nullptr || node->is_null(); }

/// As Python sees it, where an empty list is no list.
bool is_empty(const Node* node) {
  return is_nothing(node) || (node->text.empty() && node->items.empty() && node->members.empty());
}

std::string no_text(std::string_view property) { return fmt::format("Property '{}' should be a string.", property); }

std::string fault_of_name(const RouteEvent& type, const tmpl::Template& source, const Node& written) {
  const auto intrinsic = as_intrinsic(written);
  const Node& name = intrinsic && intrinsic->name == "Ref" ? *intrinsic->argument : written;
  if (!name.is_string()) return no_text(type.api);
  const tmpl::Resource* api = source.find_resource(name.text);
  // Only of a REST API the other type is told apart.
  if (api != nullptr && (type.api_type == kHttp.api_type || api->type != kHttp.api_type)) return "";
  return fmt::format("{} must be a valid reference to an '{}' resource in same template.", type.api, type.api_type);
}

/// "" for a good one.
std::string fault_of(const RouteEvent& type, const tmpl::Template& source, const Node* properties) {
  if (is_empty(properties)) return "";
  if (!properties->is_map()) return "Properties should be a map.";
  const bool is_default = type.may_be_default && is_nothing(properties->find("Path")) && is_nothing(properties->find("Method"));
  for (const std::string_view property : {"Path", "Method"}) {
    const Node* value = properties->find(property);
    if (is_default) break;
    if (is_nothing(value)) return fmt::format("Property '{}' is required.", property);
    if (!value->is_string()) return no_text(property);
  }
  const Node* api = properties->find(type.api);
  return api == nullptr ? "" : fault_of_name(type, source, *api);
}

}  // namespace

std::optional<std::string> fault_of_routes(const tmpl::Template& source, const tmpl::Resource& function) {
  const Node* events = function.node->at_path({"Properties", "Events"});
  if (events == nullptr) return std::nullopt;
  for (const Member& event : events->members) {
    const Node* type = event.value.find("Type");
    if (type == nullptr || (type->text != kRest.type && type->text != kHttp.type)) continue;
    const RouteEvent& route = type->text == kRest.type ? kRest : kHttp;
    const std::string fault = fault_of(route, source, event.value.find("Properties"));
    if (!fault.empty()) return fmt::format("Event with id [{}] is invalid. {}", event.key, fault);
  }
  return std::nullopt;
}

}  // namespace cxsam::build
