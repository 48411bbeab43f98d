#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/routes.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "lint/subjects/sam_events.h"

namespace cxsam::lint {
namespace {

/// "/orders/{}" for "/orders/{id}": names of variables are each side's own.
std::string without_names(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '}') inside = false;
    if (!inside || c == '+') out += c;
    if (c == '{') inside = true;
  }
  return out;
}

bool catches(std::string_view pattern, std::string_view path) {
  return pattern == path || (pattern.ends_with("{+}") && path.starts_with(pattern.substr(0, pattern.size() - 3)));
}

bool has_method(const Node& operations, std::string_view method) {
  if (!operations.is_map() || operations.find("Fn::Transform") || operations.find("$ref")) return true;  // nobody can say
  const std::string wanted = to_lower(method);
  return std::ranges::any_of(operations.members, [&](const Member& operation) {
    return operation.key == "x-amazon-apigateway-any-method" || wanted == "any" || to_lower(operation.key) == wanted;
  });
}

bool defines(const Node& paths, std::string_view path, std::string_view method) {
  const std::string wanted = without_names(path);
  return std::ranges::any_of(paths.members, [&](const Member& entry) {
    return catches(without_names(entry.key), wanted) && has_method(entry.value, method);
  });
}

/// The paths of an API whose definition the user wrote, as the transform leaves them; null where they are not known, or come
/// from the events.
const Node* written_paths(const CheckContext& context, std::string_view api) {
  const tmpl::Resource* written = context.source.find_resource(api);
  const tmpl::Resource* made = context.stack.expanded.find_resource(api);
  if (!written || !made || written->type != "AWS::Serverless::Api" || !written->property("DefinitionBody")) return nullptr;
  const Node* body = made->property("Body");
  const Node* paths = body && body->is_map() && !body->find("Fn::Transform") ? body->find("paths") : nullptr;
  return paths && paths->is_map() && !paths->find("Fn::Transform") ? paths : nullptr;
}

void check(const CheckContext& context, Findings& findings) {
  for (const SamEvent& event : find_events(context.source)) {
    const Node* id = event.type == "Api" && event.properties ? event.properties->find("RestApiId") : nullptr;
    const auto reference = id ? as_intrinsic(*id) : std::nullopt;
    if (!reference || reference->name != "Ref" || !reference->argument->is_string()) continue;
    const std::string& api = reference->argument->text;
    const Node* paths = written_paths(context, api);
    if (!paths) continue;
    const Node* path = event.properties->find("Path");
    const Node* method = event.properties->find("Method");
    const auto path_text = path ? context.resolver.text(*path) : std::nullopt;
    const auto method_text = method ? context.resolver.text(*method) : std::nullopt;
    if (!path_text || !method_text || defines(*paths, *path_text, *method_text)) continue;
    Diagnostic& finding = findings.add(*path, "`" + facts::capital_method(*method_text) + " " + *path_text +
                                                  "` is not in the definition of `" + api + "`, so this event makes no route");
    finding.notes.emplace_back("SAM adds routes of events only to an API without a definition of its own.");
    finding.hints.emplace_back("add the route to the definition, or set `MergeDefinitions: true` of the API");
  }
}

}  // namespace

extern const Rule rule_CX3011_route_not_defined{
    .id = "CX3011",
    .summary = "the route of an event is in the definition of its API, where that has one",
    .why =
        "With `DefinitionBody` SAM takes the routes from there and makes no more than a permission of the event. The "
        "deployment succeeds, and requests get `Missing Authentication Token`.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
