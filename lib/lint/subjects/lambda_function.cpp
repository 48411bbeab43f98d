#include "lint/subjects/lambda_function.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kServerless = "AWS::Serverless::Function";
constexpr std::string_view kPlain = "AWS::Lambda::Function";

}  // namespace

bool LambdaFunction::is_serverless() const { return resource_->type == kServerless; }

const Member* LambdaFunction::own_property(std::string_view name) const {
  return resource_->properties ? resource_->properties->find_member(name) : nullptr;
}

std::vector<LambdaFunction> find_functions(const tmpl::Template& source, tmpl::SharedKey key) {
  std::vector<LambdaFunction> functions;
  for (const tmpl::Resource& resource : source.resources())
    if (resource.type == kServerless || resource.type == kPlain) functions.emplace_back(source, resource, key);
  return functions;
}

}  // namespace cxsam::lint
