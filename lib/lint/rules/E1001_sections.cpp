#include <algorithm>
#include <array>

#include "base/did_you_mean.h"
#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

constexpr std::array<std::string_view, 12> kSections{"AWSTemplateFormatVersion",
                                                     "Conditions",
                                                     "Description",
                                                     "Globals",
                                                     "Hooks",
                                                     "Mappings",
                                                     "Metadata",
                                                     "Outputs",
                                                     "Parameters",
                                                     "Resources",
                                                     "Rules",
                                                     "Transform"};

// Shapes of the sections are checked while the template is read, under the same id.
void check_version(const CheckContext& context, Findings& findings) {
  const Member* version = context.source.root().find_member("AWSTemplateFormatVersion");
  if (!version || version->value.text == "2010-09-09") return;
  if (version->value.is_null()) {
    findings.add(version->key_span, "null is no format version")
        .hints.emplace_back("write `AWSTemplateFormatVersion: \"2010-09-09\"`, or leave it out");
    return;
  }
  findings.add(version->key_span, "there is no format version `" + version->value.text + "`")
      .hints.emplace_back("write `AWSTemplateFormatVersion: \"2010-09-09\"`, or leave it out");
}

// What decides is written out to the end; elsewhere null is as if nothing were written.
void check_nulls(const CheckContext& context, Findings& findings) {
  for (const std::string_view section : {"Conditions", "Globals", "Rules"})
    walk_section(context, section, [&](const Visit& visit) {
      if (visit.node.is_null() && visit.parent) findings.add(visit.place, "null is no value here");
      return true;
    });
}

void check(const CheckContext& context, Findings& findings) {
  check_version(context, findings);
  check_nulls(context, findings);
  for (const Member& member : context.source.root().members) {
    const bool is_known = std::ranges::find(kSections, member.key) != kSections.end() || member.key == "Fn::Transform";
    if (is_known && (member.key != "Hooks" || context.options.dialect->knows_hooks)) continue;
    Diagnostic& finding = findings.add(member.key_span, "unknown section `" + member.key + "`");
    finding.hints = did_you_mean(member.key, std::vector<std::string>(kSections.begin(), kSections.end()));
  }
}

}  // namespace

extern const Rule rule_E1001_sections{
    .id = "E1001",
    .summary = "the sections of the template are CloudFormation's, each is a map, and `Resources` is there",
    .why = "CloudFormation refuses a template with a section that it does not know.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
