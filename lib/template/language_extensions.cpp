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

using Values = std::map<std::string, Node, std::less<>>;

/// What is known when the transform runs: values of parameters, and what follows from the Region.
Values known_values(const Template& source, const ParameterOverrides& parameters, const Environment& environment) {
  Diagnostics reported_elsewhere;
  auto values = parameter_values(source, parameters, environment, reported_elsewhere);
  std::erase_if(values, [](const auto& entry) {
    const std::string& name = entry.first;
    return name.starts_with("AWS::") && name != "AWS::Region" && name != "AWS::Partition" && name != "AWS::URLSuffix";
  });
  return values;
}

/// Pseudo parameters are for the deployment to fill in wherever the result may have a function.
Values without_pseudo_parameters(Values values) {
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

bool expand_loops(Node& root, const ParameterOverrides& parameters, const Environment& environment, Undecided undecided,
                  Sources& sources, Diagnostics& diagnostics) {
  Diagnostics reported_elsewhere;
  const Template written = Template::from(root, reported_elsewhere);
  const Resolver resolver(written, known_values(written, parameters, environment));
  const auto has_value = [&](std::string_view name) { return resolver.parameter(name) != nullptr; };
  const auto items_of = [&](const Node& collection) {
    return Loops::Items{texts_of(resolver.resolve(collection)), names_without_value(collection, written, has_value)};
  };
  Loops loops(items_of, undecided, sources, diagnostics);
  bool good = true;
  for (const std::string_view name : kSections) {
    if (Node* section = root.find(name)) good = loops.expand(*section) && good;
  }
  return good;
}

std::optional<Node> expand_language_extensions(Node root, const ParameterOverrides& parameters, const Environment& environment,
                                               ExtensionStyle style, Undecided undecided, Sources& sources,
                                               Diagnostics& diagnostics) {
  if (!expand_loops(root, parameters, environment, undecided, sources, diagnostics)) return std::nullopt;
  Diagnostics reported_elsewhere;
  const Template looped = Template::from(root, reported_elsewhere);
  const Values values = known_values(looped, parameters, environment);
  const Resolver for_policies(looped, values);
  const Resolver resolver(looped, without_pseudo_parameters(values));
  bool good = true;
  for (const std::string_view name : kSections) {
    Node* section = root.find(name);
    if (!section || !section->is_map()) continue;
    if (name == "Resources") good = put_policies(*section, for_policies, undecided, diagnostics);
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
