#include <algorithm>

#include "base/text.h"
#include "document/node.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// A `Fn::If` counts when one of its branches is the text.
bool may_be(const Node& value, std::string_view text) {
  if (value.is_scalar()) return value.text == text;
  const auto function = as_intrinsic(value);
  return function && function->name == "Fn::If" && function->argument->is_list() &&
         std::ranges::any_of(function->argument->items, [&](const Node& branch) { return may_be(branch, text); });
}

// What makes the function a zip: the property that says so or its code. Null for an image, and for code that nobody can see.
const Member* reason_for_zip(const LambdaFunction& function) {
  if (const Member* type = function.property("PackageType")) return may_be(type->value, "Zip") ? type : nullptr;
  if (!function.is_serverless()) {
    const Member* code = function.property("Code");
    return code && !code->value.find("ImageUri") && !as_intrinsic(code->value) ? code : nullptr;
  }
  if (function.property("ImageUri")) return nullptr;
  for (const std::string_view name : {"CodeUri", "InlineCode"}) {
    if (const Member* code = function.property(name)) return code;
  }
  return function.resource().node->find_member("Properties");
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions) {
    if (!function.resource().properties || as_intrinsic(*function.resource().properties)) continue;
    const Member* reason = reason_for_zip(function);
    std::vector<std::string> missing;
    for (const std::string_view name : {"Handler", "Runtime"}) {
      if (!function.property(name)) missing.push_back("`" + std::string(name) + "`");
    }
    if (reason == nullptr || missing.empty()) continue;
    findings.add(reason->key_span, "function `" + std::string(function.logical_id()) + "` has no " + join(missing, " and no "));
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
