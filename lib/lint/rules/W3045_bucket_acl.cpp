#include "lint/places/presence.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* bucket : resources_of(context, "AWS::S3::Bucket"))
    for (const PlacedValue& properties : values_at(context, *bucket, {"Properties"})) {
      const Member* acl = properties.node->find_member("AccessControl");
      std::optional<std::string_view> undecided;
      if (!acl || is_present(acl->value, properties.scenario, context.conditions, undecided) == false) continue;
      findings.add(acl->key_span, "`AccessControl` is S3's old way to grant access")
          .hints.emplace_back("write an `AWS::S3::BucketPolicy`");
    }
}

}  // namespace

extern const Rule rule_W3045_bucket_acl{
    .id = "W3045",
    .summary = "a bucket has a policy instead of `AccessControl`",
    .why = "Access control lists are switched off for new buckets, and what they allow is hard to see.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
