#include "lint/subjects/odd_properties.h"

#include <algorithm>

#include "template/section_reading.h"

namespace cxsam::lint {

bool count_as_empty(const CheckContext& context, const tmpl::Resource& resource) {
  const Node* written = resource.node->find("Properties");
  if (context.options.dialect->keeps_odd_properties || !written || written->is_map()) return false;
  constexpr std::string_view kServerless = "AWS::Serverless::";
  if (resource.type.starts_with(kServerless) && context.source.is_serverless() &&
      context.source.root().at_path({"Globals", resource.type.substr(kServerless.size())}))
    return true;
  return written->is_null() && has_transform(context.source.root(), "AWS::LanguageExtensions");
}

void forgive_odd_properties(const CheckContext& context, Diagnostics& diagnostics) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (!count_as_empty(context, resource)) continue;
    const Span where = tmpl::place_of(*resource.node->find_member("Properties"));
    std::erase_if(diagnostics.items(),
                  [where](const Diagnostic& finding) { return finding.id == "E3012" && finding.where == where; });
  }
}

}  // namespace cxsam::lint
