#include "application/managed_instances.h"

#include <algorithm>

#include "application/application.h"
#include "application/live_resources.h"
#include "facts/runtimes.h"

namespace cxsam::application {
namespace {

constexpr std::string_view kConfig = "CapacityProviderConfig";
constexpr std::int64_t kMost = 1600;
constexpr std::int64_t kMegabytesOfProcessor = 2048;

/// For each processor, where the template does not say how many. Source: AWS Lambda developer guide, "Lambda Managed Instances
/// runtimes", a page for each.
std::int64_t concurrency_of_processor(std::string_view family) {
  if (family == "nodejs") return 64;
  if (family == "java" || family == "dotnet") return 32;
  return family == "python" ? 16 : 8;
}

std::int64_t usual_concurrency(const LiveResource& function) {
  const facts::Runtime* runtime = facts::find_runtime(function.text("Runtime"));
  const Node* memory = function.property("MemorySize");
  const std::int64_t megabytes = memory == nullptr ? 0 : memory->as_int().value_or(0);
  return std::max<std::int64_t>(1, megabytes / kMegabytesOfProcessor) *
         concurrency_of_processor(runtime == nullptr ? "" : runtime->family);
}

bool any_managed(const tmpl::Resolver& resolver) {
  return std::ranges::any_of(resolver.source().resources(),
                             [](const tmpl::Resource& resource) { return resource.property(kConfig) != nullptr; });
}

}  // namespace

void read_max_concurrencies(const tmpl::Resolver& resolver, std::string_view stack_path, MaxConcurrencies& concurrencies) {
  if (!any_managed(resolver)) return;
  const LiveResources resources(resolver);
  for (const LiveResource* function : resources.of_type("AWS::Lambda::Function")) {
    const Node* config = function->properties.at_path({kConfig, "LambdaManagedInstancesCapacityProviderConfig"});
    if (config == nullptr) continue;
    const Node* given = config->find("PerExecutionEnvironmentMaxConcurrency");
    std::int64_t count = given == nullptr ? 0 : given->as_int().value_or(0);
    if (count < 1) count = usual_concurrency(*function);
    concurrencies.emplace(full_path(stack_path, function->id), static_cast<std::uint32_t>(std::min(count, kMost)));
  }
}

}  // namespace cxsam::application
