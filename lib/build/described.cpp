#include "build/described.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "build/source_maps.h"
#include "template/further_names.h"
#include "template/resource_graph.h"
#include "template/section_reading.h"

namespace cxsam::build {

Described::Described(const project::Stack& stack, const tmpl::Resolver& resolver, const artifacts::Artifact& artifact)
    : resolver_(resolver),
      artifact_(artifact),
      resource_(*stack.source.find_resource(artifact.logical_id)),
      properties_(stack.source, resource_),
      full_path_(stack.full_path(artifact.logical_id)) {}

std::string Described::name() const {
  const std::string given = metadata_text("SamResourceId");
  const std::string construct(tmpl::construct_id(resource_.node->find("Metadata")));
  const std::string& own = given.empty() ? construct : given;
  const bool nested = full_path_ != artifact_.logical_id;
  return own.empty() || nested ? full_path_ : own;
}

std::string Described::what() const { return fmt::format("{} `{}`", is_layer() ? "layer" : "function", full_path_); }

std::string Described::text(std::string_view property) const {
  const Node* node = properties_.find(property);
  return node == nullptr ? "" : resolver_.text(*node).value_or("");
}

bool Described::has(std::string_view property) const {
  const Node* node = properties_.find(property);
  return node != nullptr && !node->is_null() && !(node->text.empty() && node->items.empty() && node->members.empty());
}

std::vector<std::string> Described::texts(std::string_view property) const {
  std::vector<std::string> list;
  const Node* node = properties_.find(property);
  if (node == nullptr) return list;
  const tmpl::Resolved resolved = resolver_.resolve(*node);
  for (const Node& item : resolved.value.items)
    if (const auto value = item.as_text()) list.emplace_back(*value);
  return list;
}

const Node* Described::metadata(std::string_view key) const {
  const Node* node = resource_.node->at_path({"Metadata", key});
  return node == nullptr || node->is_null() ? nullptr : node;
}

bool Described::check_known_text(std::string_view key, Diagnostics& diagnostics) const {
  const Node* node = metadata(key);
  if (node == nullptr || resolver_.text(*node)) return true;
  diagnostics.error("", node->span, fmt::format("`{}` of {} is no text that is known before deployment", key, what()));
  return false;
}

std::string Described::metadata_text(std::string_view key) const {
  const Node* node = metadata(key);
  return node == nullptr ? "" : resolver_.text(*node).value_or("");
}

Node Described::whole_metadata() const {
  const Node* written = resource_.node->find("Metadata");
  if (written == nullptr || !written->is_map()) return {};
  Node made = *written;
  erase_if(made.members, [](const Member& member) { return member.key == "SamResourceId"; });
  return made.members.empty() ? Node() : made;
}

Result<Node> Described::build_properties() const {
  const Node* written = metadata("BuildProperties");
  if (written == nullptr) return Node();
  tmpl::Resolved resolved = resolver_.resolve(*written);
  if (resolved.known == tmpl::Known::Absent) return Node();
  if (resolved.known == tmpl::Known::Yes && !resolved.value.is_map())
    return fail(fmt::format("`BuildProperties` of `{}` are {}, not a map", full_path_, tmpl::kind_name(resolved.value)));
  if (resolved.known == tmpl::Known::Yes) return std::move(resolved.value);
  std::vector<std::string> names;
  for (const tmpl::Reference& reference : tmpl::references_in(resolved.value))
    if (std::ranges::find(names, reference.name) == names.end()) names.push_back(reference.name);
  Error error{"`BuildProperties` of `" + full_path_ + "` are not known before deployment"};
  if (names.empty()) return fail(std::move(error));
  error.message += ": they depend on `" + join(names, "`, `") + "`";
  return fail(
      std::move(error).hint("give the parameter that they depend on a value with `--parameter-overrides`, or a `Default`"));
}

bool Described::skips_build() const {
  const Node* written = metadata("SkipBuild");
  if (written == nullptr) return false;
  const Node value = resolver_.resolve(*written).value;
  if (value.kind == Node::Kind::Bool) return value.as_bool() == true;
  const auto text = value.as_text();
  return !text || (!text->empty() && *text != "0");
}

bool Described::asks_for_source_maps() const { return build::asks_for_source_maps(properties_); }

}  // namespace cxsam::build
