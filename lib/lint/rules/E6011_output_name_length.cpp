#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check_descriptions(const CheckContext& context, Findings& findings) {
  const Node* outputs = context.source.section("Outputs");
  if (!outputs) return;
  for (const Member& output : outputs->members) {
    const Member* description = output.value.find_member("Description");
    if (description && is_beyond(description->value.text.size(), kDescriptionBytes, Passed::Most))
      findings.add(description->key_span, "the description of output `" + output.key + "` has more than 1024 bytes");
  }
}

void check(const CheckContext& context, Findings& findings) {
  check_descriptions(context, findings);
  check_name_lengths(context, "Outputs", Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E6011_output_name_length{
    .id = "E6011",
    .summary = "the name of an output has at most 255 characters, its description 1024",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
