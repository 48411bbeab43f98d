#include "base/text.h"
#include "lint/rule.h"
#include "lint/subjects/metadata_context.h"

namespace cxsam::lint {
namespace {

bool has_why(const Node& context) {
  const Node* why = context.find("why");
  return why && why->is_string() && !trim(why->text).empty();
}

// Where the reasons are not known, that can be said.
bool is_admittedly_a_guess(const Node& context) {
  const Node* confidence = context.at_path({"trust", "conf"});
  return confidence && confidence->is_string() && confidence->text == "low";
}

void check(const CheckContext& context, Findings& findings) {
  for (const MetadataContext& each : metadata_contexts(context)) {
    const Node& value = each.member->value;
    if (!each.resource || !value.is_map() || has_why(value) || is_admittedly_a_guess(value)) continue;
    findings.add(each.member->key_span, "the context of `" + std::string(each.resource->logical_id) + "` has no `why`")
        .hints.emplace_back("say what it is for, or `trust: {src: infer, conf: low, note: \"...\"}` if that is not known");
  }
}

}  // namespace

extern const Rule rule_W4011_context_without_why{
    .id = "W4011",
    .summary = "the `com.aws.cloudformation.Context` of a resource says why",
    .why = "Without the reason the rest does not help those who want to change the resource.",
    .severity = Severity::Warning,
    .check = check,
    .experimental = true,
};

}  // namespace cxsam::lint
