#include "base/did_you_mean.h"
#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// `expected` are the keys from the section down; "*" is any key or item. The visit's own key is the last.
bool is_at(const Visit& visit, std::initializer_list<std::string_view> expected) {
  const Visit* at = &visit;
  for (auto key = std::make_reverse_iterator(expected.end()); key != std::make_reverse_iterator(expected.begin()); ++key) {
    if (!at->parent || (*key != "*" && at->name != *key)) return false;
    at = at->parent;
  }
  return !at->parent;
}

void check(const CheckContext& context, Findings& findings) {
  const auto check_name = [&](const Visit& visit, std::string_view name) {
    if (context.names.is_parameter(name)) return;
    Diagnostic& finding = findings.add(visit.place, "the interface lists `" + std::string(name) + "`, which is no parameter");
    finding.hints = did_you_mean(name, context.names.section_keys("Parameters"));
  };
  if (!context.names.are_complete()) return;
  walk_section(context, "Metadata", [&](const Visit& visit) {
    if (is_at(visit, {"AWS::CloudFormation::Interface", "ParameterGroups", "*", "Parameters", "*"}) && visit.name.empty())
      check_name(visit, visit.node.text);
    if (is_at(visit, {"AWS::CloudFormation::Interface", "ParameterLabels", "*"}) && !visit.name.empty())
      check_name(visit, visit.name);
    return true;
  });
}

}  // namespace

extern const Rule rule_W4001_interface_parameter{
    .id = "W4001",
    .summary = "`AWS::CloudFormation::Interface` lists parameters of the template",
    .why = "The console shows groups and labels for parameters that exist; others are left over or misspelt.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
