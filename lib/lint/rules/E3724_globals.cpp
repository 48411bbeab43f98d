#include <algorithm>
#include <array>

#include "base/did_you_mean.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
constexpr std::array<std::string_view, 8> kSections{"Api",          "CapacityProvider", "Function",     "HttpApi",
                                                    "LayerVersion", "SimpleTable",      "StateMachine", "WebSocketApi"};

// The SAM transform takes two more, which cfn-lint does not know.
bool is_section(const CheckContext& context, std::string_view name) {
  if (name == "MicrovmImage" || name == "NetworkConnector") return context.options.dialect->expands_serverless;
  return std::ranges::find(kSections, name) != kSections.end();
}

// What a resource ignores must be in the section of its type.
void check_ignored(const tmpl::Resource& resource, const Node& globals, Findings& findings) {
  constexpr std::string_view kPrefix = "AWS::Serverless::";
  const Node* ignored = resource.node->find("IgnoreGlobals");
  if (!ignored || !ignored->is_list() || !resource.type.starts_with(kPrefix)) return;
  const std::string_view section = resource.type.substr(kPrefix.size());
  const Node* properties = globals.find(section);
  if (!properties || !properties->is_map()) return;
  std::vector<std::string> known;
  for (const Member& member : properties->members) known.push_back(member.key);
  for (const Node& name : ignored->items) {
    if (!name.is_string() || std::ranges::find(known, name.text) != known.end()) continue;
    Diagnostic& finding = findings.add(name, "`Globals` has no `" + name.text + "` for `" + std::string(section) + "`");
    finding.hints = did_you_mean(name.text, known);
  }
}

void check(const CheckContext& context, Findings& findings) {
  const Member* globals = context.source.root().find_member("Globals");
  if (!globals || !globals->value.is_map()) return;  // E1001 tells of the latter
  if (!context.source.is_serverless()) {
    Diagnostic& finding =
        findings.add(globals->key_span, "section `Globals` needs the SAM transform, which the template does not ask for");
    finding.hints.emplace_back("add `Transform: AWS::Serverless-2016-10-31` at the top of the template");
    return;
  }
  for (const Member& member : globals->value.members) {
    if (is_section(context, member.key) || member.key.starts_with("Fn::")) continue;
    Diagnostic& finding = findings.add(member.key_span, "`Globals` has no section `" + member.key + "`");
    finding.hints = did_you_mean(member.key, std::vector<std::string>(kSections.begin(), kSections.end()));
  }
  if (context.options.dialect->expands_serverless) return;  // the transform has said so
  for (const tmpl::Resource& resource : context.source.resources()) check_ignored(resource, globals->value, findings);
}

}  // namespace

extern const Rule rule_E3724_globals{
    .id = "E3724",
    .summary = "`Globals` stands in a SAM template, has the sections that SAM knows, and what resources ignore of it",
    .why = "Plain CloudFormation refuses the section, and SAM refuses a part of it that it does not know.",
    .check = check,
};

}  // namespace cxsam::lint
