#include "transform/workspace.h"

#include <algorithm>
#include <utility>

#include "template/sub_string.h"
#include "template/undecided.h"

namespace cxsam::transform {
namespace {

/// The values that AWS gives the transform: defaults as they are written, given values, also for undeclared names, lists as
/// lists (the translator alone, which Required stands for, sees their text), and two pseudo parameters; the other pseudo
/// parameters stay references.
std::map<std::string, Node, std::less<>> known_values(const tmpl::Template& source, const TransformOptions& options) {
  std::map<std::string, Node, std::less<>> values;
  for (const auto& [name, value] : options.parameters) values.emplace(name, make_string(value));
  if (const Node* parameters = source.section("Parameters")) {
    for (const Member& parameter : parameters->members) {
      const Node* written = parameter.value.find("Default");
      if (written && !written->is_null()) values.try_emplace(parameter.key, *written);
    }
  }
  values.try_emplace("AWS::Region", make_string(options.environment.region));
  values.try_emplace("AWS::Partition", make_string(std::string(tmpl::partition_of(options.environment.region))));
  if (options.artifacts == ArtifactPaths::Required) return values;
  Diagnostics reported_elsewhere;
  for (auto& [name, value] : tmpl::parameter_values(source, options.parameters, options.environment, reported_elsewhere)) {
    if (value.is_list()) values.insert_or_assign(name, value);
  }
  return values;
}

/// Replaces `${P}` where P has a value.
std::string substitute(std::string_view pattern, const std::map<std::string, Node, std::less<>>& values) {
  return tmpl::replace_names(pattern, [&values](std::string_view name) -> std::optional<std::string> {
    const auto found = values.find(name);
    const auto text = found == values.end() ? std::nullopt : found->second.as_text();
    return text ? std::optional<std::string>(*text) : std::nullopt;
  });
}

}  // namespace

Workspace::Workspace(const tmpl::Template& source, const TransformOptions& given, Sources& texts, Diagnostics& findings)
    : options(given),
      sources(texts),
      diagnostics(findings),
      root(source.root()),
      values_(known_values(source, given)),
      partition_(tmpl::partition_of(given.environment.region)),
      source_(source) {
  if (!root.find("Resources")) root.set("Resources", make_map({}, root));
  for (std::size_t i = 0; i < resources().size(); ++i) positions_.emplace(resources()[i].key, i);
  output.resize(resources().size());
}

Members& Workspace::resources() { return std::ranges::find(root.members, "Resources", &Member::key)->value.members; }

std::optional<std::size_t> Workspace::position(std::string_view id) const {
  const auto found = positions_.find(id);
  return found == positions_.end() ? std::nullopt : std::optional(found->second);
}

Member* Workspace::find_resource(std::string_view id) {
  const auto at = position(id);
  return at ? &resources()[*at] : nullptr;
}

std::string_view Workspace::type_of(std::string_view id) {
  const Member* member = find_resource(id);
  return member ? transform::type_of(*member) : "";
}

Member& Workspace::add_resource(std::string id, Span cause, Node body) {
  positions_.emplace(id, resources().size());
  output.emplace_back();
  return resources().emplace_back(Member{std::move(id), cause, std::move(body)});
}

bool Workspace::claim(const std::string& id, std::size_t owner) { return generated_.emplace(id, owner).second; }

Node* Workspace::made(std::string_view id) {
  if (const auto owner = generated_.find(id); owner != generated_.end()) {
    const auto found = std::ranges::find(output[owner->second], id, &Member::key);
    return found == output[owner->second].end() ? nullptr : &found->value;
  }
  Member* own = type_of(id).starts_with("AWS::Serverless::") ? nullptr : find_resource(id);
  return own ? &own->value : nullptr;
}

Node* Workspace::generated(std::string_view id) {
  if (!generated_.contains(std::string(id))) return nullptr;
  for (Members& made : output) {
    const auto found = std::ranges::find(made, id, &Member::key);
    if (found != made.end()) return &found->value;
  }
  return nullptr;
}

Node Workspace::resolved(const Node& node) const {
  Node copy = node;
  resolve_in_place(copy);
  return copy;
}

void Workspace::resolve_in_place(Node& node) const {
  if (const auto intrinsic = as_intrinsic(node); intrinsic && intrinsic->argument->is_string()) {
    if (intrinsic->name == "Fn::Sub") {
      node.members.front().value.text = substitute(intrinsic->argument->text, values_);
    } else if (const auto found = values_.find(intrinsic->argument->text); intrinsic->name == "Ref" && found != values_.end()) {
      const Node written = std::exchange(node, found->second);
      node.span = written.span;
      node.expansion = written.expansion;
    }
    return;
  }
  for (Node& item : node.items) resolve_in_place(item);
  for (Member& member : node.members) resolve_in_place(member.value);
  if (const auto intrinsic = as_intrinsic(node); intrinsic && intrinsic->name == "Fn::Sub" && intrinsic->argument->is_list()) {
    // AWS's transform replaces parameters here even where a variable of the function has their name.
    Nodes& parts = node.members.front().value.items;
    if (!parts.empty() && parts[0].is_string()) parts[0].text = substitute(parts[0].text, values_);
  }
}

std::optional<std::string> Workspace::text(const Node* node) const {
  if (!node) return std::nullopt;
  const Node value = resolved(*node);
  const auto text = value.as_string();
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::vector<std::string> Workspace::names_without_value(const Node& node) const {
  if (!as_intrinsic(node)) return {};
  return tmpl::names_without_value(node, source_, [&](std::string_view name) { return values_.contains(name); });
}

std::string_view type_of(const Member& resource) {
  const Node* type = resource.value.find("Type");
  return type ? type->as_string().value_or("") : "";
}

Node& properties_of(Node& body) {
  if (const Node* properties = body.find("Properties"); !properties || properties->is_null()) {
    body.set("Properties", make_map({}, body));
  }
  return std::ranges::find(body.members, "Properties", &Member::key)->value;
}

}  // namespace cxsam::transform
