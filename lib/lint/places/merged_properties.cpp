#include "lint/places/merged_properties.h"

#include <algorithm>

#include "transform/globals.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kServerless = "AWS::Serverless::";

const Node* globals_of(const tmpl::Template& source, const tmpl::Resource& resource) {
  const Node* globals = source.section("Globals");
  if (!globals || !resource.type.starts_with(kServerless)) return nullptr;
  const Node* section = globals->find(resource.type.substr(kServerless.size()));
  return section && section->is_map() ? section : nullptr;
}

bool ignores(const Node* ignored, std::string_view property) {
  if (!ignored) return false;
  if (ignored->text == "*") return true;
  return std::ranges::any_of(ignored->items, [property](const Node& name) { return name.text == property; });
}

}  // namespace

MergedProperties::MergedProperties(const tmpl::Template& source, const tmpl::Resource& resource) {
  static const Node kNone = make_map();
  own_ = resource.properties ? resource.properties : &kNone;
  const Node* globals = globals_of(source, resource);
  if (!globals || as_intrinsic(*own_)) return;
  Node wanted = *globals;
  const Node* ignored = resource.node->find("IgnoreGlobals");
  std::erase_if(wanted.members, [ignored](const Member& member) { return ignores(ignored, member.key); });
  merged_ = transform::merge_global(wanted, *own_, 0);
}

}  // namespace cxsam::lint
