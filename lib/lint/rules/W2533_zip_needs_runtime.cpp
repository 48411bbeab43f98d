#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_image(const LambdaFunction& function) {
  if (const Member* type = function.property("PackageType")) return type->value.text != "Zip";
  const Member* code = function.property("Code");
  return function.property("ImageUri") || (code && code->value.find("ImageUri"));
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions) {
    if (!function.resource().properties || is_image(function) || as_intrinsic(*function.resource().properties)) continue;
    for (const std::string_view name : {"Handler", "Runtime"}) {
      if (function.property(name)) continue;
      findings.add(function.resource().node->find_member("Properties")->key_span,
                   "function `" + std::string(function.logical_id()) + "` has no `" + std::string(name) + "`");
    }
  }
}

}  // namespace

extern const Rule rule_W2533_zip_needs_runtime;
const Rule rule_W2533_zip_needs_runtime{
    .id = "W2533",
    .summary = "a function that is packaged as a zip has `Handler` and `Runtime`",
    .why = "Lambda refuses a zip function without them; only container images bring their own.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
