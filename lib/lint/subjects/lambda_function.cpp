#include "lint/subjects/lambda_function.h"

#include <algorithm>

namespace cxsam::lint {
namespace {

constexpr std::string_view kServerless = "AWS::Serverless::Function";
constexpr std::string_view kPlain = "AWS::Lambda::Function";

bool ignores_global(const Node& resource, std::string_view name) {
  const Node* ignored = resource.find("IgnoreGlobals");
  if (!ignored) return false;
  if (ignored->is_string()) return ignored->text == "*";
  return std::ranges::any_of(ignored->items, [name](const Node& item) { return item.text == name; });
}

}  // namespace

bool LambdaFunction::is_serverless() const { return resource_->type == kServerless; }

const Member* LambdaFunction::own_property(std::string_view name) const {
  return resource_->properties ? resource_->properties->find_member(name) : nullptr;
}

const Member* LambdaFunction::global_property(std::string_view name) const {
  if (!globals_ || !is_serverless() || ignores_global(*resource_->node, name)) return nullptr;
  return globals_->find_member(name);
}

const Member* LambdaFunction::property(std::string_view name) const {
  const Member* own = own_property(name);
  return own ? own : global_property(name);
}

std::vector<LambdaFunction> find_functions(const tmpl::Template& source) {
  const Node* section = source.is_serverless() ? source.section("Globals") : nullptr;
  const Node* globals = section ? section->find("Function") : nullptr;
  std::vector<LambdaFunction> functions;
  for (const tmpl::Resource& resource : source.resources())
    if (resource.type == kServerless || resource.type == kPlain) functions.emplace_back(resource, globals);
  return functions;
}

}  // namespace cxsam::lint
