#include <optional>
#include <string>

#include "diagnostic/complaint.h"
#include "facts/routes.h"
#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/subjects/sam_events.h"

namespace cxsam::lint {
namespace {

void add(const Complaint& fault, const Node& value, Findings& findings) {
  Diagnostic& finding = findings.add(value.span, fault.message);
  if (!fault.hint.empty()) finding.hints.push_back(fault.hint);
}

// The transform turns the letters of an event's method to those that API Gateway wants; elsewhere they stay.
void check_method(const Node& value, bool any_case, const tmpl::Resolver& resolver, Findings& findings) {
  const auto method = resolver.text(value);
  if (!method || (any_case && !facts::fault_of_method(facts::capital_method(*method)))) return;
  if (const auto fault = facts::fault_of_method(*method)) add(*fault, value, findings);
}

void check_path(const Node& value, const tmpl::Resolver& resolver, Findings& findings) {
  const auto path = resolver.text(value);
  if (!path || path == "$default") return;
  if (const auto fault = facts::fault_of_path(*path)) add(*fault, value, findings);
}

void check(const CheckContext& context, Findings& findings) {
  for (const SamEvent& event : find_events(context.source)) {
    if ((event.type != "Api" && event.type != "HttpApi") || !event.properties) continue;
    if (const Node* method = event.properties->find("Method")) check_method(*method, true, context.resolver, findings);
    if (const Node* path = event.properties->find("Path")) check_path(*path, context.resolver, findings);
  }
  for (const tmpl::Resource* resource : resources_of(context, "AWS::ApiGateway::Method"))
    if (const Node* method = resource->property("HttpMethod")) check_method(*method, false, context.resolver, findings);
}

}  // namespace

extern const Rule rule_CX3009_route_form{
    .id = "CX3009",
    .summary = "a route has a method and a path that API Gateway takes",
    .why =
        "API Gateway refuses the whole definition of an API for one method that it does not know, for a path that does not "
        "begin with `/` and for braces that are no variable, and only while the stack is made.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
