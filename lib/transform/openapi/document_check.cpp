#include "transform/openapi/document_check.h"

#include <algorithm>
#include <array>

#include "transform/shape.h"

namespace cxsam::transform::openapi {
namespace {

bool fail(Scope& api, const Node* where, std::string message, std::string hint = {}) {
  api.error(where, "`DefinitionBody`: " + std::move(message), std::move(hint));
  return false;
}

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

/// False after an error: an Fn::If is a list.
bool check_choice(Scope& api, const Node& node) {
  const auto intrinsic = as_intrinsic(node);
  if (!intrinsic || intrinsic->name != "Fn::If" || intrinsic->argument->is_list()) return true;
  return fail(api, &node, "the value of `Fn::If` must be a list", "write [condition, then, otherwise]");
}

bool check_security(Scope& api, const Node& operation, const std::string& name) {
  const Node* security = operation.find("security");
  if (!security || security->is_null()) return true;
  if (!security->is_list()) return fail(api, security, "`security` of " + name + " must be a list");
  for (const Node& item : security->items) {
    if (!item.is_map()) return fail(api, &item, "an entry of `security` of " + name + " must be a map");
  }
  return true;
}

}  // namespace

bool check_paths(Scope& api, Definition& definition, std::string_view property) {
  if (!definition.is_editable()) {
    api.error(
        api.property(property),
        ticked(property) + " needs a `DefinitionBody` with `swagger` or `openapi` and `paths` that stand in the template");
    return false;
  }
  return check_path_items(api, definition);
}

bool check_path_items(Scope& api, Definition& definition) {
  for (Member& path : definition.paths_map().members) {
    if (!check_choice(api, path.value)) return false;
    for (const Node* item : alternatives(path.value)) {
      if (!item->is_map()) return fail(api, item, "path " + ticked(path.key) + " must be a map", "its keys are methods");
    }
  }
  return true;
}

bool check_operations(Scope& api, Definition& definition) {
  for (Member& path : definition.paths_map().members) {
    for (Node* item : alternatives(path.value)) {
      for (Member& method : item->members) {
        if (!is_operation(method.key)) continue;
        const std::string name = ticked(method.key + " " + path.key);
        if (!check_choice(api, method.value)) return false;
        for (const Node* operation : alternatives(method.value)) {
          if (!operation->is_map()) return fail(api, operation, name + " must be a map");
          if (is_given(operation->find(kIntegration)) && !check_security(api, *operation, name)) return false;
        }
      }
    }
  }
  return true;
}

bool check_preflights(Scope& api, Definition& definition) {
  for (const Member& path : definition.paths_map().members) {
    const Node* operation = path.value.find("options");
    if (!is_given(operation)) continue;
    if (!operation->is_map()) return fail(api, operation, ticked("options " + path.key) + " must be a map");
    const Node* answers = operation ? value_at(operation, "responses") : nullptr;
    if (!answers) continue;
    const std::string name = ticked("options " + path.key);
    if (!answers->is_map()) return fail(api, answers, "`responses` of " + name + " must be a map");
    for (const Member& answer : answers->members) {
      if (!answer.value.is_map())
        return fail(api, &answer.value, "answer " + ticked(answer.key) + " of " + name + " must be a map");
      const Node* headers = value_at(&answer.value, "headers");
      if (headers && !headers->is_map()) return fail(api, headers, "`headers` of an answer of " + name + " must be a map");
    }
  }
  return true;
}

}  // namespace cxsam::transform::openapi
