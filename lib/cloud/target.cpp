#include "cloud/target.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

constexpr std::size_t kArnParts = 6;

struct Service {
  std::string_view name;  // in ARNs
  std::string_view type;
};

constexpr std::array kServices{
    Service{"lambda", "AWS::Lambda::Function"},
    Service{"states", "AWS::StepFunctions::StateMachine"},
    Service{"sqs", "AWS::SQS::Queue"},
    Service{"kinesis", "AWS::Kinesis::Stream"},
};

bool contains(TargetTypes types, std::string_view type) { return std::ranges::find(types, type) != types.end(); }

std::vector<std::string_view> arn_parts(std::string_view text) {
  if (!text.starts_with("arn:")) return {};
  std::vector<std::string_view> parts = split(text, ':');
  return parts.size() < kArnParts ? std::vector<std::string_view>() : parts;
}

/// "{'lambda': 'AWS::Lambda::Function', ...}", as SAM CLI lists them.
std::string services_text(TargetTypes types) {
  std::vector<std::string> pairs;
  for (const Service& each : kServices)
    if (contains(types, each.type)) pairs.push_back(fmt::format("'{}': '{}'", each.name, each.type));
  return "{" + join(pairs, ", ") + "}";
}

Result<Target> of_arn(const std::string& arn, std::string_view service, TargetTypes types) {
  const auto found = std::ranges::find(kServices, service, &Service::name);
  if (found == kServices.end() || !contains(types, found->type))
    return fail(fmt::format("{} is not supported service, please use an ARN for following services, {}", service,
                            services_text(types)));
  return Target{arn, arn, std::string(found->type)};
}

/// A physical id that stands alone: CloudFormation knows which stack it belongs to.
Task<Result<Target>> by_physical_id(aws::Client& client, std::string id, TargetTypes types) {
  const Json parameters{{"PhysicalResourceId", id}};
  const auto answer = co_await client.query("cloudformation", "DescribeStackResources", parameters);
  const Error unclear{
      fmt::format("Can't find exact resource information with given {}. Please provide full resource ARN or "
                  "--stack-name to resolve the ambiguity.",
                  id)};
  if (!answer && answer.error().code == "ValidationError") co_return fail(unclear);
  if (!answer) co_return fail(aws::to_error(answer.error(), "DescribeStackResources"));
  const aws::XmlElement* resources = answer->find("StackResources");
  if (resources == nullptr) co_return fail(unclear);
  for (const aws::XmlElement& each : resources->children)
    if (each.text_of("PhysicalResourceId") == id && contains(types, each.text_of("ResourceType")))
      co_return Target{each.text_of("LogicalResourceId"), id, each.text_of("ResourceType")};
  co_return fail(unclear);
}

Target target_of(const StackResource& one) { return {one.logical_id, one.physical_id, one.type}; }

/// A function stands before the queues around it: the first type that the stack has decides.
Result<Target> only_one(std::span<const StackResource> candidates, const std::string& stack, TargetTypes types,
                        std::string_view command) {
  for (const std::string_view type : types) {
    const auto first = std::ranges::find(candidates, type, &StackResource::type);
    if (first == candidates.end()) continue;
    if (std::ranges::count(candidates, type, &StackResource::type) == 1) return target_of(*first);
    return fail(
        fmt::format("{} contains more than one resource that could be used with {}, please provide resource_id "
                    "argument to resolve ambiguity.",
                    stack, command));
  }
  return fail(fmt::format("{} stack has no resources that can be used with {}.", stack, command));
}

}  // namespace

Result<Target> choose_target(const std::vector<StackResource>& resources, const TargetName& name, TargetTypes types,
                             std::string_view command) {
  std::vector<StackResource> candidates = resources;
  std::erase_if(candidates, [&](const StackResource& each) { return !contains(types, each.type) || each.physical_id.empty(); });
  if (name.resource.empty()) return only_one(candidates, name.stack, types, command);
  for (const StackResource& each : candidates)
    if (each.logical_id == name.resource || each.physical_id == name.resource) return target_of(each);
  std::vector<std::string> ids;
  for (const StackResource& each : candidates) ids.push_back(each.logical_id);
  const std::string hint =
      fmt::format("resources of {} for {}: {}", name.stack, command, ids.empty() ? "none" : join(ids, ", "));
  for (const StackResource& each : resources)
    if (each.logical_id == name.resource)
      return fail(Error{fmt::format("Resource type {} is not supported for {}.", each.type, command)}.hint(hint));
  return fail(
      Error{fmt::format("Can't find resource information from stack name ({}) and resource id ({})", name.stack, name.resource)}
          .hint(hint));
}

Task<Result<Target>> find_target(aws::Client& client, TargetName name, TargetTypes types, std::string_view command) {
  if (const auto parts = arn_parts(name.resource); !parts.empty()) co_return of_arn(name.resource, parts[2], types);
  if (name.stack.empty()) co_return co_await by_physical_id(client, name.resource, types);
  auto resources = co_await list_resources(client, name.stack, Nested::Included);
  if (!resources) co_return fail(std::move(resources).error());
  if (!*resources) co_return fail(no_such_stack(name.stack));
  co_return choose_target(**resources, name, types, command);
}

std::string region_in_arn(std::string_view text) {
  const auto parts = arn_parts(text);
  return parts.empty() ? "" : std::string(parts[3]);
}

std::string function_name_in(std::string_view physical_id) {
  const auto parts = arn_parts(physical_id);
  return std::string(parts.size() > kArnParts ? parts[kArnParts] : physical_id);
}

}  // namespace cxsam::cloud
