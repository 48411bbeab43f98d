#include "lint/subjects/service_end.h"

#include <algorithm>

#include "facts/resource_types.h"
#include "lint/settings/regions.h"

namespace cxsam::lint {

void check_service_end(const CheckContext& context, std::string_view status, std::string_view message, Findings& findings) {
  const std::vector<std::string_view> regions = regions_of(context);
  for (const tmpl::Resource& resource : context.source.resources()) {
    const facts::Value lifecycle = facts::resource_schema(resource.type).find("lifecycle");
    if (lifecycle.find("status").text() != status) continue;
    if (std::ranges::none_of(regions, [&](std::string_view region) { return facts::exists_in(resource.type, region); }))
      continue;
    const std::string_view date = lifecycle.find("date").text();
    const Member* properties = resource.node->find_member("Properties");
    findings.add(
        properties ? properties->key_span : resource.id_span,
        "`" + std::string(resource.type) + "` " + std::string(message) + (date.empty() ? "" : " (" + std::string(date) + ")"));
  }
}

}  // namespace cxsam::lint
