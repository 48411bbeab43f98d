#include "lint/subjects/metadata_context.h"

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

bool is_made_by_cdk(const CheckContext& context) { return std::ranges::any_of(context.source.resources(), is_from_cdk); }

}  // namespace

std::vector<MetadataContext> metadata_contexts(const CheckContext& context) {
  std::vector<MetadataContext> found;
  if (const Member* member = template_context(context)) found.push_back({member, nullptr});
  for (const tmpl::Resource& resource : context.source.resources())
    if (const Member* member = context_of(resource)) found.push_back({member, &resource});
  if (!found.empty() && is_made_by_cdk(context)) found.clear();
  return found;
}

const Member* template_context(const CheckContext& context) { return context_in(context.source.root()); }

std::vector<const tmpl::Resource*> resources_without_context(const CheckContext& context) {
  std::vector<const tmpl::Resource*> found;
  if (is_made_by_cdk(context)) return found;
  for (const tmpl::Resource& resource : context.source.resources())
    if (resource.node->find("Type") && !context_of(resource) && !is_subordinate(resource.type)) found.push_back(&resource);
  return found;
}

}  // namespace cxsam::lint
