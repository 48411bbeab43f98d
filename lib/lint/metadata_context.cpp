#include "lint/metadata_context.h"

#include <algorithm>
#include <array>

namespace cxsam::lint {
namespace {

const Member* context_in(const Node& owner) {
  const Node* metadata = owner.find("Metadata");
  return metadata ? metadata->find_member(kContextKey) : nullptr;
}

const Member* context_of(const tmpl::Resource& resource) {
  const Member* member = context_in(*resource.node);
  return member && !member->value.is_null() ? member : nullptr;
}

bool is_from_cdk(const tmpl::Resource& resource) {
  const Node* metadata = resource.node->find("Metadata");
  return resource.type == "AWS::CDK::Metadata" || resource.logical_id == "CDKMetadata" ||
         (metadata && metadata->find_member("aws:cdk:path"));
}

// What hangs on another resource is explained there.
bool is_subordinate(std::string_view type) {
  static constexpr std::array<std::string_view, 7> kTypes{
      "AWS::IAM::Policy",      "AWS::Lambda::Permission", "AWS::Logs::LogGroup",  "AWS::Logs::LogStream",
      "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy",   "AWS::SQS::QueuePolicy"};
  return type.ends_with("::MODULE") || std::ranges::find(kTypes, type) != kTypes.end();
}

// The CDK's helpers for custom resources and log retention, in templates that were made by it once and are kept by hand now.
bool is_helper_of_cdk(std::string_view id) {
  static constexpr std::array<std::string_view, 3> kParts{"frameworkonEvent", "frameworkisComplete", "frameworkonTimeout"};
  static constexpr std::string_view kProvider = "Providerframework";
  const auto is_part_of_id = [id](std::string_view part) { return id.find(part) != std::string_view::npos; };
  if (id.starts_with("LogRetention") || id == "AWS679f53fac002430cb0da5b7982bd2287") return true;
  if (std::ranges::any_of(kParts, is_part_of_id)) return true;
  const std::size_t provider = id.find(kProvider);
  return provider != std::string_view::npos && provider > 0 && id[provider - 1] >= 'a' && id[provider - 1] <= 'z';
}

bool is_made_by_cdk(const CheckContext& context) { return std::ranges::any_of(context.source.resources(), is_from_cdk); }

}  // namespace

std::vector<MetadataContext> metadata_contexts(const CheckContext& context) {
  std::vector<MetadataContext> found;
  if (const Member* member = template_context(context)) found.push_back({member, nullptr});
  for (const tmpl::Resource& resource : context.source.resources())
    if (const Member* member = context_of(resource); member && !is_helper_of_cdk(resource.logical_id))
      found.push_back({member, &resource});
  if (!found.empty() && is_made_by_cdk(context)) found.clear();
  return found;
}

const Member* template_context(const CheckContext& context) { return context_in(context.source.root()); }

std::vector<const tmpl::Resource*> resources_without_context(const CheckContext& context) {
  std::vector<const tmpl::Resource*> found;
  if (is_made_by_cdk(context)) return found;
  for (const tmpl::Resource& resource : context.source.resources())
    if (resource.node->find("Type") && !context_of(resource) && !is_subordinate(resource.type) &&
        !is_helper_of_cdk(resource.logical_id))
      found.push_back(&resource);
  return found;
}

}  // namespace cxsam::lint
