#include "template/language_extensions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "template/extension_values.h"
#include "template/loops.h"
#include "template/resolver.h"

namespace cxsam::tmpl {
namespace {

constexpr std::string_view kExtensions = "AWS::LanguageExtensions";
constexpr std::array<std::string_view, 3> kSections{"Conditions", "Resources", "Outputs"};

bool is_extensions(const Node& name) { return name.as_string() == kExtensions; }

/// Values of parameters; pseudo parameters are for the deployment to fill in.
std::map<std::string, Node, std::less<>> known_values(const Template& source, const ParameterOverrides& parameters,
                                                      const Environment& environment) {
  Diagnostics reported_elsewhere;
  auto values = parameter_values(source, parameters, environment, reported_elsewhere);
  std::erase_if(values, [](const auto& entry) { return entry.first.starts_with("AWS::"); });
  return values;
}

std::optional<std::vector<std::string>> texts_of(const Resolved& collection) {
  if (collection.known != Known::Yes || !collection.value.is_list()) return std::nullopt;
  std::vector<std::string> texts;
  for (const Node& item : collection.value.items) {
    const auto text = item.as_text();
    if (!text) return std::nullopt;
    texts.emplace_back(*text);
  }
  return texts;
}

}  // namespace

bool names_language_extensions(const Node& root) {
  const Node* transform = root.find("Transform");
  return transform && (is_extensions(*transform) || std::ranges::any_of(transform->items, is_extensions));
}

bool expand_loops(Node& root, const ParameterOverrides& parameters, const Environment& environment, Sources& sources,
                  Diagnostics& diagnostics) {
  Diagnostics reported_elsewhere;
  const Template written = Template::from(root, reported_elsewhere);
  const Resolver resolver(written, known_values(written, parameters, environment));
  Loops loops([&](const Node& collection) { return texts_of(resolver.resolve(collection)); }, sources, diagnostics);
  bool good = true;
  for (const std::string_view name : kSections) {
    if (Node* section = root.find(name)) good = loops.expand(*section) && good;
  }
  return good;
}

std::optional<Node> expand_language_extensions(Node root, const ParameterOverrides& parameters, const Environment& environment,
                                               ExtensionStyle style, Sources& sources, Diagnostics& diagnostics) {
  if (!expand_loops(root, parameters, environment, sources, diagnostics)) return std::nullopt;
  Diagnostics reported_elsewhere;
  const Template looped = Template::from(root, reported_elsewhere);
  const Resolver resolver(looped, known_values(looped, parameters, environment));
  bool good = true;
  for (const std::string_view name : kSections) {
    Node* section = root.find(name);
    if (!section || !section->is_map()) continue;
    if (name == "Resources") good = put_policies(*section, resolver, diagnostics);
    if (style == ExtensionStyle::SamCli && name != "Conditions") {
      put_all_values(*section, resolver);
    } else {
      put_extension_values(*section, resolver);
    }
  }
  if (!good) return std::nullopt;
  return root;
}

}  // namespace cxsam::tmpl
