#include "deploy/open_functions.h"

#include <algorithm>
#include <optional>

#include "template/effective.h"
#include "template/implicit_api.h"

namespace cxsam::deploy {
namespace {

/// Whether an `Auth` asks callers for something.
bool asks(const Node* auth) {
  if (auth == nullptr || auth->is_null()) return false;
  if (as_intrinsic(*auth)) return true;  // only the deployment knows
  const Node* authorizer = auth->find("Authorizer");
  if (authorizer != nullptr && authorizer->as_text() != "NONE") return true;
  const Node* key = auth->find("ApiKeyRequired");
  if (key != nullptr && key->as_bool().value_or(true)) return true;
  return auth->find("ResourcePolicy") != nullptr || auth->find("DefaultAuthorizer") != nullptr;
}

/// Whether an API's own document says who may call it.
bool has_security(const Node* body) {
  if (body == nullptr || body->is_scalar()) return false;
  if (body->is_list()) return std::ranges::any_of(body->items, [](const Node& item) { return has_security(&item); });
  return std::ranges::any_of(body->members, [](const Member& member) {
    return member.key == "security" || member.key == "x-amazon-apigateway-policy" || has_security(&member.value);
  });
}

/// Whether an event's API says for all of its events who may call them.
bool api_asks(const tmpl::Template& source, const Node& event) {
  const std::optional<std::string_view> id = tmpl::api_of_event(event);
  const tmpl::Resource* api = id ? tmpl::find_with_implicit(source, *id) : nullptr;
  if (api == nullptr) return false;
  const tmpl::Effective effective(source, *api);
  return asks(effective.find("Auth")) || has_security(effective.find("DefinitionBody"));
}

bool is_open(const tmpl::Template& source, const Node& event) {
  const Node* type = event.find("Type");
  if (type == nullptr || (type->as_string() != "Api" && type->as_string() != "HttpApi")) return false;
  const Node* auth = event.at_path({"Properties", "Auth"});
  const Node* authorizer = auth ? auth->find("Authorizer") : nullptr;
  if (authorizer != nullptr && authorizer->as_text() == "NONE") return true;
  return !asks(auth) && !api_asks(source, event);
}

void add(std::vector<std::string>& names, const project::Stack& stack, const tmpl::Resource& function) {
  const tmpl::Effective properties(stack.source, function);
  const std::string name = stack.full_path(function.logical_id);
  const Node* events = properties.find("Events");
  const bool open = events != nullptr && std::ranges::any_of(events->members, [&](const Member& member) {
                      return is_open(stack.source, member.value);
                    });
  if (open) names.push_back(name);
  const Node* url = properties.find("FunctionUrlConfig");
  const Node* type = url ? url->find("AuthType") : nullptr;
  if (type != nullptr && type->as_text() == "NONE") names.push_back(name + " Function Url");
}

}  // namespace

std::vector<std::string> find_open_functions(const project::Project& project) {
  std::vector<std::string> names;
  for (const project::Stack* stack : project::all_stacks(project))
    for (const tmpl::Resource& resource : stack->source.resources())
      if (resource.type == "AWS::Serverless::Function") add(names, *stack, resource);
  return names;
}

}  // namespace cxsam::deploy
