#include "local/sam_apis.h"

#include "template/effective.h"
#include "template/implicit_api.h"

namespace cxsam::local {

using application::Api;

bool is_implicit(const Api& api) { return tmpl::is_implicit_api(api.logical_id); }

SamPlace place_among_sam(const Api& api) {
  return {is_implicit(api), is_implicit(api) && api.kind == Api::Kind::Http, api.where.file, api.where.begin};
}

bool is_of_sam(const project::Project& project, const Api& api) {
  const tmpl::Template& source = project.find_stack(api.stack_path)->source;
  const tmpl::Resource* resource = tmpl::find_with_implicit(source, api.logical_id);
  return resource != nullptr && resource->type.starts_with("AWS::Serverless::");
}

std::optional<Node> setting_of(const project::Project& project, const Api& api, std::string_view name) {
  if (!is_of_sam(project, api)) return std::nullopt;
  const tmpl::Template& source = project.find_stack(api.stack_path)->source;
  const tmpl::Effective effective(source, *tmpl::find_with_implicit(source, api.logical_id));
  const Node* found = effective.find(name);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace cxsam::local
