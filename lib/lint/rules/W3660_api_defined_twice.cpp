#include <algorithm>

#include "lint/places/function_targets.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_part_of_api(std::string_view type) {
  return type == "AWS::ApiGateway::Resource" || type == "AWS::ApiGateway::Method" || type == "AWS::ApiGateway::Model" ||
         type == "AWS::ApiGateway::RequestValidator" || type == "AWS::ApiGateway::GatewayResponse" ||
         type == "AWS::ApiGateway::Authorizer" || type == "AWS::ApiGateway::DocumentationPart";
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& body : values_for_rule(context, "W3660"))
    for (const tmpl::Resource& part : context.source.resources()) {
      if (!is_part_of_api(part.type)) continue;
      const auto leads_to_api = [&](const tmpl::Reference& reference) { return reference.name == body.resource->logical_id; };
      if (std::ranges::any_of(tmpl::references_in(*part.node), leads_to_api))
        findings.add(body.place, "the API has a definition, and resource `" + std::string(part.logical_id) + "` adds to it")
            .related.push_back({part.id_span, "move this into the definition"});
    }
}

}  // namespace

extern const Rule rule_W3660_api_defined_twice{
    .id = "W3660",
    .summary = "an API is defined by its `Body` or by resources, not by both",
    .why = "Each deployment of the body replaces what the resources made.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
