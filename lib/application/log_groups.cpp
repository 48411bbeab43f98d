#include "application/log_groups.h"

#include <algorithm>

#include "application/live_resources.h"

namespace cxsam::application {
namespace {

bool configures_logs(const tmpl::Resource& resource) { return resource.property("LoggingConfig") != nullptr; }

}  // namespace

void read_log_groups(const tmpl::Resolver& resolver, std::string_view stack_path, LogGroups& groups) {
  if (std::ranges::none_of(resolver.source().resources(), configures_logs)) return;
  const LiveResources resources(resolver);
  for (const LiveResource* function : resources.of_type("AWS::Lambda::Function")) {
    std::string group = text_of(function->properties.at_path({"LoggingConfig", "LogGroup"}));
    if (!group.empty()) groups.emplace(full_path(stack_path, function->id), std::move(group));
  }
}

std::string log_group_of(const Function& function, const LogGroups& groups) {
  const auto found = groups.find(function.full_path());
  return found == groups.end() ? "/aws/lambda/" + function.name : found->second;
}

}  // namespace cxsam::application
