#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/did_you_mean.h"
#include "lint/context.h"
#include "lint/places/names.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kOutputs = "Outputs.";

bool is_known_transform(const Node& name) {
  return name.as_string() == "AWS::Serverless-2016-10-31" || name.as_string() == "AWS::LanguageExtensions";
}

/// A macro may add outputs.
bool is_as_written(const tmpl::Template& source) {
  const Node* transform = source.root().find("Transform");
  if (transform == nullptr) return true;
  return transform->is_list() ? std::ranges::all_of(transform->items, is_known_transform) : is_known_transform(*transform);
}

void check_reference(const project::Stack& child, const tmpl::Reference& reference, Findings& findings) {
  const std::string name = reference.attribute.substr(kOutputs.size());
  const Node* outputs = child.source.section("Outputs");
  if (outputs != nullptr && outputs->find(name) != nullptr) return;
  std::vector<std::string> known;
  if (outputs != nullptr)
    for (const Member& output : outputs->members) known.push_back(output.key);
  Diagnostic& finding =
      findings.add(reference.where, "the template of nested stack `" + child.logical_id + "` has no output `" + name + "`",
                   reference.expansion);
  finding.hints = did_you_mean(name, known);
  if (finding.hints.empty()) finding.hints.push_back("add it to `Outputs` of `" + child.template_path.string() + "`");
}

void check(const CheckContext& context, Findings& findings) {
  if (context.stack.children.empty()) return;
  for (const SectionReferences& section : context.references) {
    for (const tmpl::Reference& reference : section.references) {
      if (!reference.attribute.starts_with(kOutputs)) continue;
      const project::Stack* child = context.stack.find_child(reference.name);
      if (child != nullptr && is_as_written(child->source)) check_reference(*child, reference, findings);
    }
  }
}

}  // namespace

extern const Rule rule_CX1016_nested_output{
    .id = "CX1016",
    .summary = "an output of a nested stack that is referred to is in its template",
    .why = "CloudFormation makes the nested stack first and rolls everything back when the output turns out to be missing.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
