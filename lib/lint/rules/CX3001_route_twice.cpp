#include <map>
#include <string>

#include "document/writer.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

/// The properties that make a route what it is.
struct RouteType {
  std::string_view type;
  std::initializer_list<std::string_view> key;
  std::string_view shown;  // the one to name it by
};

// Routes of serverless events that meet are found by the transform (E0001).
const RouteType kTypes[] = {
    {"AWS::ApiGatewayV2::Route", {"ApiId", "RouteKey"}, "RouteKey"},
    {"AWS::ApiGateway::Method", {"RestApiId", "ResourceId", "HttpMethod"}, "HttpMethod"},
    {"AWS::ApiGateway::Resource", {"RestApiId", "ParentId", "PathPart"}, "PathPart"},
};

// What both say the same way is the same; "" when a part is missing.
std::string identity(const tmpl::Resource& resource, const RouteType& type, const tmpl::Resolver& resolver) {
  std::string all(type.type);
  for (const std::string_view name : type.key) {
    const Node* value = resource.property(name);
    if (!value) return "";
    all += "\n" + write_json(resolver.resolve(*value).value, 0);
  }
  return all;
}

void check(const CheckContext& context, Findings& findings) {
  std::map<std::string, const tmpl::Resource*> first_of;
  for (const tmpl::Resource& resource : context.source.resources()) {
    for (const RouteType& type : kTypes) {
      if (resource.type != type.type || resource.condition) continue;
      const std::string key = identity(resource, type, context.resolver);
      if (key.empty()) continue;
      const auto [first, is_new] = first_of.try_emplace(key, &resource);
      if (is_new) continue;
      const std::string name = context.resolver.text(*resource.property(type.shown)).value_or("");
      Diagnostic& finding = findings.add(
          resource.id_span, "`" + name + "` is declared already, by `" + std::string(first->second->logical_id) + "`");
      finding.related.push_back({first->second->id_span, "first declared here"});
    }
  }
}

}  // namespace

extern const Rule rule_CX3001_route_twice{
    .id = "CX3001",
    .summary = "a route of an API is declared once",
    .why =
        "API Gateway refuses the second of two routes, methods or paths that are the same while the stack is made. Routes of "
        "serverless events that meet are E0001.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
