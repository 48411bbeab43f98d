#include "local/sam_apis.h"

#include "template/effective.h"

namespace cxsam::local {

using application::Api;

bool is_implicit(const Api& api) { return api.logical_id == "ServerlessRestApi" || api.logical_id == "ServerlessHttpApi"; }

SamPlace place_among_sam(const Api& api) {
  return {is_implicit(api), is_implicit(api) && api.kind == Api::Kind::Http, api.where.file, api.where.begin};
}

bool is_of_sam(const project::Project& project, const Api& api) {
  const tmpl::Resource* resource = project.find_stack(api.stack_path)->source.find_resource(api.logical_id);
  return is_implicit(api) || (resource != nullptr && resource->type.starts_with("AWS::Serverless::"));
}

std::optional<Node> setting_of(const project::Project& project, const Api& api, std::string_view name) {
  const project::Stack* stack = project.find_stack(api.stack_path);
  const Node* found = nullptr;
  if (is_implicit(api)) {
    const Node* globals = stack->source.section("Globals");
    const Node* section = globals == nullptr ? nullptr : globals->find(api.kind == Api::Kind::Rest ? "Api" : "HttpApi");
    found = section == nullptr ? nullptr : section->find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  const tmpl::Resource* resource = stack->source.find_resource(api.logical_id);
  if (resource == nullptr || !resource->type.starts_with("AWS::Serverless::")) return std::nullopt;
  const tmpl::Effective effective(stack->source, *resource);
  found = effective.find(name);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace cxsam::local
