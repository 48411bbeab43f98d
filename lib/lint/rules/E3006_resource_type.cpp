#include <algorithm>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "facts/resource_types.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "lint/settings/regions.h"

namespace cxsam::lint {
namespace {

// Types that someone's account or template has, and no list.
bool is_own_type(std::string_view type) { return type.starts_with("Custom::") || type.ends_with("::MODULE"); }

// Only types of about the same length: measuring the distance to all of them would take milliseconds. `AWS:S3:Bucket` has lost
// colons alone.
std::vector<std::string> hints_for(const std::string& written, const std::vector<std::string_view>& all) {
  constexpr std::size_t kEdits = 2;
  const std::string type = replace_all(replace_all(written, "::", ":"), ":", "::");
  std::vector<std::string> candidates;
  for (const std::string_view other : all) {
    const bool near = other.size() <= type.size() + kEdits && type.size() <= other.size() + kEdits;
    if (near && other.substr(0, 6) == type.substr(0, 6)) candidates.emplace_back(other);
  }
  return did_you_mean(type, candidates);
}

void check(const CheckContext& context, Findings& findings) {
  const std::vector<std::string_view> regions = regions_of(context);
  std::vector<std::string_view> types;  // all, from the first that does not exist on
  for (const tmpl::Resource& resource : context.source.resources()) {
    const std::string type(resource.type);
    const Member* place = resource.node->find_member("Type");
    if (place == nullptr || type.empty() || is_own_type(type)) continue;
    if (!facts::resource_schema(type)) {
      if (types.empty()) types = facts::resource_types();
      findings.add(place->key_span, "there is no resource type `" + type + "`").hints = hints_for(type, types);
      continue;
    }
    std::vector<std::string> missing;
    for (const std::string_view region : regions) {
      if (!facts::exists_in(type, region)) missing.push_back("`" + std::string(region) + "`");
    }
    if (!missing.empty()) findings.add(place->key_span, fmt::format("`{}` does not exist in {}", type, join(missing, ", ")));
  }
}

}  // namespace

extern const Rule rule_E3006_resource_type{
    .id = "E3006",
    .summary = "the resource type exists in the Region",
    .why =
        "CloudFormation refuses the whole template. Which Regions: `--regions`, else the one that the stack is deployed to. "
        "Types of modules and custom resources are not looked at.",
    .check = check,
};

}  // namespace cxsam::lint
