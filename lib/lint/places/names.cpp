#include "lint/places/names.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kServerlessTransform = "AWS::Serverless-2016-10-31";
constexpr std::string_view kExtensionsTransform = "AWS::LanguageExtensions";

constexpr std::array<std::string_view, 8> kPseudoParameters{"AWS::AccountId", "AWS::NoValue",  "AWS::NotificationARNs",
                                                            "AWS::Partition", "AWS::Region",   "AWS::StackId",
                                                            "AWS::StackName", "AWS::URLSuffix"};

bool is_known_transform(const Node& transform) {
  return transform.text == kServerlessTransform || transform.text == kExtensionsTransform;
}

bool has_macro(const Node& root) {
  const Node* transform = root.find("Transform");
  if (!transform || transform->is_null()) return false;
  if (transform->is_list()) return !std::ranges::all_of(transform->items, is_known_transform);
  return !is_known_transform(*transform);
}

bool is_include(const Member& member) { return member.key == "Fn::Transform"; }

bool is_loop(const Member& member) { return member.key.starts_with("Fn::ForEach"); }

// `Fn::Transform` among the sections or in one may bring in anything; `Fn::ForEach::Name` makes names from its list. Deeper
// down they make values, not names.
bool brings_in_names(const Node& root, bool (*is_such)(const Member& member)) {
  if (std::ranges::any_of(root.members, is_such)) return true;
  return std::ranges::any_of(root.members,
                             [&](const Member& section) { return std::ranges::any_of(section.value.members, is_such); });
}

bool loops_bring_names(const Node& root, const Dialect& dialect) {
  return brings_in_names(root, is_loop) && (dialect.tells_loops_once || has_transform(root, kExtensionsTransform));
}

bool is_typed(const Node& declaration) {
  const Node* type = declaration.find("Type");
  return type && type->is_string();
}

bool is_module(const tmpl::Resource& resource) { return resource.type.ends_with("::MODULE"); }

bool is_serverless(const tmpl::Resource& resource) { return resource.type.starts_with("AWS::Serverless::"); }

std::vector<std::string_view> sorted_plain_names(const tmpl::Template& expanded) {
  std::vector<std::string_view> names;
  for (const tmpl::Resource& resource : expanded.resources())
    if (!is_serverless(resource)) names.push_back(resource.logical_id);
  std::ranges::sort(names);
  return names;
}

// The transform failed; another resource may have a name that begins like this one's.
bool is_left_as_it_is(const tmpl::Resource& resource, const tmpl::Template& expanded) {
  const tmpl::Resource* after = expanded.find_resource(resource.logical_id);
  return after && is_serverless(*after);
}

bool may_have_event(const tmpl::Resource& resource, std::string_view type) {
  const Node* events = resource.property("Events");
  if (!events || as_intrinsic(*events)) return events != nullptr;
  return std::ranges::any_of(events->members, [type](const Member& event) {
    const Node* of_event = event.value.find("Type");
    return of_event && of_event->text == type;
  });
}

// An API that nobody declares is made for the events that ask for none.
// Source: AWS SAM developer guide, "AWS::Serverless::Function", generated resources.
bool may_have_implicit_api(const tmpl::Template& source, std::string_view name) {
  const bool is_http = name.starts_with("ServerlessHttpApi");
  if (!is_http && !name.starts_with("ServerlessRestApi")) return true;
  return std::ranges::any_of(source.resources(), [is_http](const tmpl::Resource& resource) {
    return is_serverless(resource) && may_have_event(resource, is_http ? "HttpApi" : "Api");
  });
}

// Names of what the expansion does not show: a resource that was left out, a connector, of which only parts are made, or a
// module, whose resources are named after it. Source: AWS CloudFormation user guide, "Reference resources in a module".
std::vector<std::string_view> find_unexpanded(const tmpl::Template& source, const tmpl::Template& expanded) {
  const std::vector<std::string_view> made = sorted_plain_names(expanded);
  std::vector<std::string_view> names;
  for (const tmpl::Resource& resource : source.resources()) {
    const auto first = std::ranges::lower_bound(made, resource.logical_id);
    const bool was_made = first != made.end() && first->starts_with(resource.logical_id);
    if ((is_serverless(resource) && (!was_made || is_left_as_it_is(resource, expanded))) || resource.node->find("Connectors") ||
        is_module(resource))
      names.push_back(resource.logical_id);
  }
  return names;
}

}  // namespace

Names::Names(const tmpl::Template& source, const tmpl::Template& expanded, const Dialect& dialect)
    : source_(&source),
      expanded_(&expanded),
      names_untyped_(dialect.names_untyped),
      complete_(!loops_bring_names(source.root(), dialect) &&
                (!dialect.macros_bring_names || (!has_macro(source.root()) && !brings_in_names(source.root(), is_include)))),
      unexpanded_(find_unexpanded(source, expanded)) {}

bool Names::is_parameter(std::string_view name) const {
  const Node* parameter = source_->entry("Parameters", name);
  return parameter && (names_untyped_ || is_typed(*parameter));
}

bool Names::is_resource(std::string_view name) const {
  if (const tmpl::Resource* resource = source_->find_resource(name)) return names_untyped_ || is_typed(*resource->node);
  if (expanded_->find_resource(name)) return true;
  if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
    const std::string_view owner = name.substr(0, dot);
    const tmpl::Resource* written = source_->find_resource(owner);
    return written ? is_serverless(*written) : expanded_->find_resource(owner) != nullptr;
  }
  return could_be_generated(name);
}

// Generated names begin with the resource that they are made for; those of an implicit API with `Serverless`.
bool Names::could_be_generated(std::string_view name) const {
  if (unexpanded_.empty()) return false;
  return (name.starts_with("Serverless") && may_have_implicit_api(*source_, name)) ||
         std::ranges::any_of(unexpanded_, [name](std::string_view resource) { return name.starts_with(resource); });
}

bool Names::is_condition(std::string_view name) const { return source_->entry("Conditions", name) != nullptr; }

const Node* Names::find_mapping(std::string_view name) const { return source_->entry("Mappings", name); }

std::vector<std::string> Names::section_keys(std::string_view section) const {
  std::vector<std::string> keys;
  if (const Node* node = source_->section(section))
    for (const Member& member : node->members) keys.push_back(member.key);
  return keys;
}

std::vector<std::string> Names::resources() const {
  // Far beyond the quota of 500 the list would be made for thousands of findings, and `closest` has no use for it.
  constexpr std::size_t kMostListed = 2000;
  std::vector<std::string> names;
  if (source_->resources().size() + expanded_->resources().size() > kMostListed) return names;
  for (const tmpl::Resource& resource : source_->resources()) names.emplace_back(resource.logical_id);
  for (const tmpl::Resource& resource : expanded_->resources()) names.emplace_back(resource.logical_id);
  return names;
}

std::vector<std::string> Names::parameters_and_resources() const {
  std::vector<std::string> names = section_keys("Parameters");
  std::ranges::move(resources(), std::back_inserter(names));
  for (const std::string_view pseudo : kPseudoParameters) names.emplace_back(pseudo);
  return names;
}

bool has_transform(const Node& root, std::string_view name) {
  const Node* transform = root.find("Transform");
  if (!transform) return false;
  return transform->text == name || std::ranges::any_of(transform->items, [name](const Node& one) { return one.text == name; });
}

bool is_pseudo_parameter(std::string_view name) {
  return std::ranges::find(kPseudoParameters, name) != kPseudoParameters.end();
}

}  // namespace cxsam::lint
