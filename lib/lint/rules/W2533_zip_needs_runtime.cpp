#include "base/text.h"
#include "document/misspelt.h"
#include "document/node.h"
#include "lint/context.h"
#include "lint/places/choice.h"
#include "lint/places/presence.h"
#include "lint/rule.h"
#include "lint/schema/evaluator.h"
#include "lint/subjects/odd_properties.h"

namespace cxsam::lint {
namespace {

using schema::Frame;

/// One function in one scenario.
class Packaging {
 public:
  Packaging(const LambdaFunction& function, ScenarioView& view) : function_(function), view_(view) {}

  /// The property that makes the function a zip: the one that says so or its code. Null for an image, and for code that
  /// nobody can see.
  const Member* reason() {
    if (const Node* type = find("PackageType")) return type->text == "Zip" ? function_.property("PackageType") : nullptr;
    if (!function_.is_serverless()) {
      const Node* code = find("Code");
      return code && (view_.find(*code, "ZipFile") || view_.find(*code, "S3Key")) ? function_.property("Code") : nullptr;
    }
    if (find("ImageUri")) return nullptr;
    for (const std::string_view name : {"CodeUri", "InlineCode"})
      if (find(name)) return function_.property(name);
    return function_.resource().node->find_member("Properties");
  }

  std::vector<std::string> missing() {
    std::vector<std::string> names;
    for (const char* name : {"Handler", "Runtime"})
      if (!find(name)) names.emplace_back(name);
    return names;
  }

  /// The keys in whose places all that is missing may stand; none where one of them has no such key.
  std::vector<RelatedPlace> misspelt_as(const std::vector<std::string>& names) const {
    std::vector<RelatedPlace> places;
    const Node* properties = function_.resource().properties;
    if (properties == nullptr) return places;
    for (const std::string& name : names) {
      const std::vector<RelatedPlace> place = misspelt(*properties, name);
      if (place.empty()) return {};
      places.push_back(place.front());
    }
    return places;
  }

 private:
  const Node* find(std::string_view name) {
    const Member* member = function_.property(name);
    return member ? view_.resolve(member->value) : nullptr;
  }

  const LambdaFunction& function_;
  ScenarioView& view_;
};

void check_function(const CheckContext& context, const LambdaFunction& function, Findings& findings) {
  Frame start;
  if (function.resource().condition)
    start.scenario = context.conditions.assume({}, *function.resource().condition, true).value_or(Scenario{});
  const Member* told = nullptr;
  schema::Evaluator(context, context.conditions)
      .for_each_scenario(start, [&](const Frame& frame) -> std::optional<std::string_view> {
        ScenarioView view{frame.scenario, context.conditions};
        Packaging packaging(function, view);
        const Member* reason = packaging.reason();
        const std::vector<std::string> missing = packaging.missing();
        if (view.undecided) return view.undecided;
        if (!reason || missing.empty() || reason == told) return std::nullopt;
        told = reason;
        findings
            .add(reason->key_span,
                 "function `" + std::string(function.logical_id()) + "` has no `" + join(missing, "` and no `") + "`")
            .related = packaging.misspelt_as(missing);
        return std::nullopt;
      });
}

// What gives all properties may give these; readers of cfn-lint know that of resources without the transform only.
bool may_give_them(const CheckContext& context, const LambdaFunction& function) {
  const Node* properties = function.resource().properties;
  if (!properties) return !count_as_empty(context, function.resource());
  if (!as_intrinsic(*properties)) return false;
  return context.options.dialect->sees_through_functions || !function.is_serverless() || is_no_value(*properties);
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions)
    if (!may_give_them(context, function)) check_function(context, function, findings);
}

}  // namespace

extern const Rule rule_W2533_zip_needs_runtime{
    .id = "W2533",
    .summary = "a function that is packaged as a zip has `Handler` and `Runtime`",
    .why = "Lambda refuses a zip function without them; only container images bring their own.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
