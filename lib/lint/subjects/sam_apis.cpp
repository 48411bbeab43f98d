#include "lint/subjects/sam_apis.h"

#include "lint/places/values.h"
#include "template/implicit_api.h"

namespace cxsam::lint {

std::vector<const tmpl::Resource*> rest_apis_of_sam(const CheckContext& context) {
  std::vector<const tmpl::Resource*> apis = resources_of(context, "AWS::Serverless::Api");
  const bool made =
      context.stack.expanded.find_resource(tmpl::kImplicitRestApi) && !context.source.find_resource(tmpl::kImplicitRestApi);
  if (made) apis.push_back(tmpl::find_with_implicit(context.source, tmpl::kImplicitRestApi));
  return apis;
}

}  // namespace cxsam::lint
