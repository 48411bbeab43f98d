#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "lint/places/possible_values.h"
#include "lint/rule.h"
#include "lint/subjects/code.h"

namespace cxsam::lint {
namespace {

/// Source: Amazon CloudFront developer guide, "Restrictions on Lambda@Edge" and "Quotas on Lambda@Edge".
struct EdgeLimits {
  std::int64_t memory, timeout;
};
constexpr EdgeLimits kViewer{128, 5};
constexpr EdgeLimits kOrigin{10240, 30};
constexpr std::array<std::string_view, 4> kNotAtEdge{"Layers", "VpcConfig", "DeadLetterQueue", "DeadLetterConfig"};

/// A function at the edge, and where the distribution says so.
struct Association {
  const LambdaFunction* function;
  Span where;
  bool viewer;
};

const LambdaFunction* function_named(const CheckContext& context, std::string_view name) {
  const auto found = std::ranges::find(context.functions, name, &LambdaFunction::logical_id);
  return found == context.functions.end() ? nullptr : &*found;
}

// `!Ref F.Version`, `!GetAtt F.Arn`, `!Ref V` of a version resource of F.
const LambdaFunction* function_of(const CheckContext& context, const Node& arn) {
  for (const tmpl::Reference& reference : tmpl::references_in(arn)) {
    const std::string name = reference.name.substr(0, reference.name.find('.'));
    if (const LambdaFunction* function = function_named(context, name)) return function;
    const tmpl::Resource* version = context.source.find_resource(name);
    const Node* named = version && version->type == "AWS::Lambda::Version" ? version->property("FunctionName") : nullptr;
    if (named && named != &arn) return function_of(context, *named);
  }
  return nullptr;
}

void add_behavior(const CheckContext& context, const Node& behavior, std::vector<Association>& all) {
  const Node* list = behavior.find("LambdaFunctionAssociations");
  if (!list) return;
  for (const Node& item : list->items) {
    const Node* type = item.find("EventType");
    const Node* arn = item.find("LambdaFunctionARN");
    const auto event = type ? context.resolver.text(*type) : std::nullopt;
    const LambdaFunction* function = arn ? function_of(context, *arn) : nullptr;
    if (event && function) all.push_back({function, type->span, event->starts_with("viewer")});
  }
}

std::vector<Association> find_associations(const CheckContext& context) {
  std::vector<Association> all;
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (resource.type != "AWS::CloudFront::Distribution") continue;
    const Node* config = resource.property("DistributionConfig");
    if (!config) continue;
    if (const Node* behavior = config->find("DefaultCacheBehavior")) add_behavior(context, *behavior, all);
    if (const Node* behaviors = config->find("CacheBehaviors"))
      for (const Node& behavior : behaviors->items) add_behavior(context, behavior, all);
  }
  return all;
}

void add(const Association& edge, Span where, std::string message, Findings& findings) {
  Diagnostic& finding = findings.add(where, std::move(message));
  finding.related.push_back({edge.where, "CloudFront runs the function here"});
}

void check_number(const CheckContext& context, const Association& edge, std::string_view name, std::int64_t limit,
                  std::string_view unit, Findings& findings) {
  const Member* property = edge.function->property(name);
  if (!property) return;
  for (const PossibleValue& value : possible_values(property->value, context.resolver))
    if (const auto number = value.value.as_int(); number && *number > limit)
      add(edge, value.where,
          fmt::format("`{}` of a function for {} events at the edge is at most {} {}", name, edge.viewer ? "viewer" : "origin",
                      limit, unit),
          findings);
}

void check_texts(const CheckContext& context, const Association& edge, Findings& findings) {
  const facts::Runtime* runtime = runtime_of(context, *edge.function);
  const Member* property = edge.function->property("Runtime");
  if (runtime && property && runtime->family != "nodejs" && runtime->family != "python")
    add(edge, property->value.span, "functions at the edge are in Node.js or Python", findings);
  const Member* package = edge.function->property("PackageType");
  if (package && context.resolver.text(package->value) == "Image")
    add(edge, package->value.span, "functions at the edge are no container images", findings);
  const Member* architectures = edge.function->property("Architectures");
  if (!architectures) return;
  for (const Node& item : architectures->value.items)
    if (context.resolver.text(item) == "arm64") add(edge, item.span, "functions at the edge run on x86_64", findings);
}

void check_function(const CheckContext& context, const Association& edge, Findings& findings) {
  const EdgeLimits& limits = edge.viewer ? kViewer : kOrigin;
  check_number(context, edge, "MemorySize", limits.memory, "MB", findings);
  check_number(context, edge, "Timeout", limits.timeout, "seconds", findings);
  check_texts(context, edge, findings);
  for (const std::string_view name : kNotAtEdge)
    if (const Member* property = edge.function->property(name))
      add(edge, property->key_span, "a function at the edge has no `" + std::string(name) + "`", findings);
  const Member* environment = edge.function->property("Environment");
  const Node* variables = environment ? environment->value.find("Variables") : nullptr;
  if (variables && !variables->members.empty())
    add(edge, environment->key_span, "a function at the edge has no environment variables", findings);
  const std::string& region = context.stack.environment.region;
  if (region != "us-east-1")
    add(edge, edge.function->resource().id_span,
        "a function at the edge is made in us-east-1, and this template is for " + region, findings);
}

void check(const CheckContext& context, Findings& findings) {
  for (const Association& edge : find_associations(context)) check_function(context, edge, findings);
}

}  // namespace

extern const Rule rule_CX3004_lambda_at_edge{
    .id = "CX3004",
    .summary = "functions that CloudFront runs keep to the limits of Lambda@Edge",
    .why =
        "CloudFront refuses the association when the distribution is made, after the function itself was made without "
        "complaint: runtimes, memory, time, variables, layers and the Region are restricted at the edge.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
