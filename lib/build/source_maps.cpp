#include "build/source_maps.h"

namespace cxsam::build {
namespace {

constexpr std::string_view kVariable = "NODE_OPTIONS";
constexpr std::string_view kOption = "--enable-source-maps";

bool has_option(const Node* variables) {
  const Node* options = variables == nullptr ? nullptr : variables->find(kVariable);
  const auto text = options == nullptr ? std::nullopt : options->as_text();
  return text && text->find(kOption) != std::string_view::npos;
}

Node* map_in(Node& parent, std::string_view key) {
  Node* child = parent.find(key);
  if (child == nullptr) child = &parent.set(key, make_map());
  return child->is_map() && !as_intrinsic(*child) ? child : nullptr;
}

}  // namespace

bool asks_for_source_maps(const tmpl::Effective& properties) {
  const Node* environment = properties.find("Environment");
  return environment != nullptr && has_option(environment->find("Variables"));
}

void enable_source_maps(Node& resource, const Node* globals) {
  const Node* wanted = resource.at_path({"Metadata", "BuildProperties", "Sourcemap"});
  const Node* method = resource.at_path({"Metadata", "BuildMethod"});
  if (method == nullptr || method->as_text() != "esbuild" || wanted == nullptr || !wanted->as_bool().value_or(false)) return;
  Node* properties = map_in(resource, "Properties");
  Node* environment = properties == nullptr ? nullptr : map_in(*properties, "Environment");
  Node* variables = environment == nullptr ? nullptr : map_in(*environment, "Variables");
  if (variables == nullptr || has_option(variables)) return;
  const Node* options = variables->find(kVariable);
  if (options == nullptr && globals != nullptr) options = globals->at_path({"Environment", "Variables", kVariable});
  if (options != nullptr && !options->as_text()) return;  // decided on deployment
  const std::string before = options == nullptr ? "" : std::string(*options->as_text()) + " ";
  variables->set(kVariable, make_string(before + std::string(kOption)));
}

}  // namespace cxsam::build
