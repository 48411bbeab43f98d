#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "diagnostic/complaint.h"
#include "lint/places/names.h"
#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/subjects/sam_events.h"

namespace cxsam::lint {
namespace {

// Those of a method in API Gateway's REST APIs; HTTP APIs know the same.
const std::vector<std::string> kMethods = {"ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"};

// The transform turns the letters of an event's method to those that API Gateway wants; elsewhere they stay.
void check_method(const Node& value, bool any_case, const tmpl::Resolver& resolver, Findings& findings) {
  const auto method = resolver.text(value);
  const auto is_meant = [&](const std::string& known) {
    return any_case ? to_lower(known) == to_lower(*method) : known == *method;
  };
  if (!method || std::ranges::any_of(kMethods, is_meant)) return;
  Diagnostic& finding = findings.add(value.span, "API Gateway has no method `" + *method + "`");
  finding.hints = did_you_mean(*method, kMethods);
  if (finding.hints.empty()) finding.hints.push_back("it has: " + join(kMethods, ", "));
}

/// What is wrong with a part of a path: `{name}` and `{name+}` fill a part of their own, the latter only the last.
std::optional<Complaint> fault_of_part(std::string_view part, bool is_last) {
  const auto braces = std::ranges::count_if(part, [](char c) { return c == '{' || c == '}'; });
  if (braces == 0) return {};
  const bool is_variable = braces == 2 && part.starts_with('{') && part.ends_with('}') && part.size() > 2;
  if (!is_variable)
    return Complaint{"`" + std::string(part) + "` is no variable of a path", "a variable is a whole part: `/{name}/`"};
  if (part.ends_with("+}") && !is_last) {
    return Complaint{"`" + std::string(part) + "` takes the rest of the path, but more follows", "let it be the last part"};
  }
  return {};
}

std::optional<Complaint> fault_of_path(std::string_view path) {
  if (!path.starts_with('/'))
    return Complaint{"path `" + std::string(path) + "` does not begin with `/`", "write `/" + std::string(path) + "`"};
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (auto fault = fault_of_part(path.substr(at, end - at), end == path.size())) return fault;
    at = end + 1;
  }
  return {};
}

void check_path(const Node& value, const tmpl::Resolver& resolver, Findings& findings) {
  const auto path = resolver.text(value);
  if (!path || path == "$default") return;
  const auto fault = fault_of_path(*path);
  if (fault) findings.add(value.span, fault->message).hints.push_back(fault->hint);
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
