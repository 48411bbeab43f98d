#include <filesystem>

#include "base/file.h"
#include "document/reader.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

/// A template on the disk that a resource deploys as a stack of its own.
struct Child {
  const tmpl::Resource* resource;
  PlacedValue location;
};

std::vector<Child> children_of(const CheckContext& context) {
  std::vector<Child> children;
  for (const auto& [type, property] :
       {std::pair{"AWS::CloudFormation::Stack", "TemplateURL"}, std::pair{"AWS::Serverless::Application", "Location"}})
    for (const tmpl::Resource* resource : resources_of(context, type))
      for (const PlacedValue& location : values_at(context, *resource, {"Properties", property}))
        if (location.node->is_string() && location.text().find("://") == std::string_view::npos)
          children.push_back({resource, location});
  return children;
}

/// The `Parameters` of the template, or nothing when there is no template to read.
std::optional<Node> read_parameters(const std::filesystem::path& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return std::nullopt;
  Sources sources;
  Diagnostics ignored;
  const std::optional<Node> root = read_document(sources, sources.add(path.string(), *text), ignored);
  if (!root || ignored.has_errors() || !root->find("Resources")) return std::nullopt;
  const Node* parameters = root->find("Parameters");
  return parameters ? *parameters : make_map();
}

void check_given(const PlacedValue& given, const Node& declared, Findings& findings) {
  if (!given.node->is_map() || as_intrinsic(*given.node)) return;
  for (const Member& member : given.node->members)
    if (!declared.find_member(member.key) && !member.key.starts_with("Fn::"))
      findings.add(member.key_span, "the nested template has no parameter `" + member.key + "`");
  for (const Member& parameter : declared.members)
    if (!parameter.value.find("Default") && !given.node->find_member(parameter.key))
      findings.add(given.place.key, "the nested template needs its parameter `" + parameter.key + "`, which has no default");
}

void check(const CheckContext& context, Findings& findings) {
  if (!context.options.folder) return;
  for (const Child& child : children_of(context)) {
    const std::optional<Node> declared = read_parameters(*context.options.folder / child.location.text());
    if (!declared) continue;
    for (const PlacedValue& given : values_at(context, *child.resource, {"Properties", "Parameters"}))
      if (can_meet(context, given.scenario, child.location.scenario)) check_given(given, *declared, findings);
  }
}

}  // namespace

extern const Rule rule_E3043_nested_parameters{
    .id = "E3043",
    .summary = "a nested stack gets the parameters that its template has and needs",
    .why = "CloudFormation refuses the nested stack, and rolls the whole deployment back.",
    .check = check,
};

}  // namespace cxsam::lint
