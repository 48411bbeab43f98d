#include "base/text.h"
#include "document/node.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "lint/schema/evaluator.h"
#include "lint/schema/presence.h"

namespace cxsam::lint {
namespace {

using schema::Effective;
using schema::Frame;

/// One function in one scenario. Asking for a value that the scenario leaves open notes the condition that would tell.
class Packaging {
 public:
  Packaging(const LambdaFunction& function, const Scenario& scenario, const ConditionSolver& solver)
      : function_(function), scenario_(scenario), solver_(solver) {}

  /// The property that makes the function a zip: the one that says so or its code. Null for an image, and for code that
  /// nobody can see.
  const Member* reason() {
    if (const Node* type = find("PackageType")) return type->text == "Zip" ? function_.property("PackageType") : nullptr;
    if (!function_.is_serverless()) {
      const Node* code = find("Code");
      return code && (has(*code, "ZipFile") || has(*code, "S3Key")) ? function_.property("Code") : nullptr;
    }
    if (find("ImageUri")) return nullptr;
    for (const std::string_view name : {"CodeUri", "InlineCode"})
      if (find(name)) return function_.property(name);
    return function_.resource().node->find_member("Properties");
  }

  std::vector<std::string> missing() {
    std::vector<std::string> names;
    for (const std::string_view name : {"Handler", "Runtime"})
      if (!find(name)) names.push_back("`" + std::string(name) + "`");
    return names;
  }

  std::optional<std::string_view> undecided;

 private:
  const Node* find(std::string_view name) {
    const Member* member = function_.property(name);
    return member ? resolve(member->value) : nullptr;
  }

  bool has(const Node& map, std::string_view name) {
    const Node* value = map.find(name);
    return value && resolve(*value);
  }

  const Node* resolve(const Node& node) {
    const Effective found = schema::effective(node, scenario_, solver_);
    if (found.undecided) undecided = found.undecided;
    return found.node;
  }

  const LambdaFunction& function_;
  const Scenario& scenario_;
  const ConditionSolver& solver_;
};

void check_function(const CheckContext& context, const LambdaFunction& function, Findings& findings) {
  Frame start;
  if (function.resource().condition)
    start.scenario = context.conditions.assume({}, *function.resource().condition, true).value_or(Scenario{});
  const Member* told = nullptr;
  schema::Evaluator(context, context.conditions)
      .for_each_scenario(start, [&](const Frame& frame) -> std::optional<std::string_view> {
        Packaging packaging(function, frame.scenario, context.conditions);
        const Member* reason = packaging.reason();
        const std::vector<std::string> missing = packaging.missing();
        if (packaging.undecided) return packaging.undecided;
        if (!reason || missing.empty() || reason == told) return std::nullopt;
        told = reason;
        findings.add(reason->key_span,
                     "function `" + std::string(function.logical_id()) + "` has no " + join(missing, " and no "));
        return std::nullopt;
      });
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions)
    if (function.resource().properties && !as_intrinsic(*function.resource().properties))
      check_function(context, function, findings);
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
