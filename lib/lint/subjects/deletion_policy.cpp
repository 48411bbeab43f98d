#include "lint/subjects/deletion_policy.h"

#include <algorithm>
#include <array>

#include "base/did_you_mean.h"
#include "lint/places/choice.h"
#include "lint/places/given_values.h"
#include "lint/places/place.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

// Source: AWS CloudFormation user guide, "DeletionPolicy attribute".
constexpr std::array<std::string_view, 8> kWithSnapshots{
    "AWS::DocDB::DBCluster",   "AWS::EC2::Volume",    "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance",           "AWS::Redshift::Cluster"};

class AttributeCheck {
 public:
  AttributeCheck(const CheckContext& context, const tmpl::Resource& resource, std::string_view attribute, bool on_create,
                 Findings& findings)
      : context_(context),
        attribute_(attribute),
        lacks_("a resource of type `" + std::string(resource.type) + "` has no `" + std::string(attribute) + ": "),
        findings_(findings) {
    if (on_create) allowed_.emplace_back("RetainExceptOnCreate");
    if (std::ranges::find(kWithSnapshots, resource.type) != kWithSnapshots.end()) allowed_.emplace_back("Snapshot");
  }

  void check(const Node& value, const Place& place) {
    if (const std::optional<Choice> choice = as_choice(value)) return check_choice(*choice, place);
    if (is_no_value(value) || may_be_resolved(value, *context_.options.dialect)) return;
    if (!value.is_scalar()) return check_computed(value, place);
    if (value.is_string() && is_allowed(value)) return;
    Diagnostic& finding = findings_.add(place.span, lacks_ + value.text + "`");
    finding.hints = did_you_mean(value.text, allowed_);
  }

 private:
  [[nodiscard]] bool is_allowed(const Node& value) const { return std::ranges::find(allowed_, value.text) != allowed_.end(); }

  // Of the branches of a condition that is not there nothing is known.
  void check_choice(const Choice& choice, const Place& place) {
    if (!context_.names.is_condition(choice.condition)) return;
    const auto [of_yes, of_no] = places_of_branches(choice, place, context_.sources);
    check(*choice.yes, of_yes);
    check(*choice.no, of_no);
  }

  void check_computed(const Node& value, const Place& place) {
    static constexpr std::array<std::string_view, 4> kFunctions{"Fn::FindInMap", "Fn::Select", "Fn::Sub", "Ref"};
    const std::optional<Intrinsic> call = as_intrinsic(value);
    if (call && call->name == "Fn::If") return;  // it chooses nothing, which is told already
    if (call && std::ranges::find(kFunctions, call->name) != kFunctions.end()) return check_given(value, place);
    const std::string found = call ? "`" + std::string(call->name) + "`" : value.is_list() ? "a list" : "a map";
    findings_.add(place.span, "`" + attribute_ + "` wants the name of a policy, not " + found);
  }

  void check_given(const Node& value, const Place& place) {
    for (const GivenValue& given : given_values(context_, {.node = &value, .place = place}))
      if (given.value.is_scalar() && !is_allowed(given.value)) add_given(given, lacks_ + given.value.text + "`", findings_);
  }

  const CheckContext& context_;
  std::vector<std::string> allowed_{"Delete", "Retain"};
  std::string attribute_;
  std::string lacks_;
  Findings& findings_;
};

}  // namespace

void check_deletion_policy(const CheckContext& context, std::string_view attribute, bool on_create, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Member* policy = resource.node->find_member(attribute);
    if (policy && !resource.type.empty())  // what has no type is told already
      AttributeCheck(context, resource, attribute, on_create, findings).check(policy->value, place_at(policy->key_span));
  }
}

}  // namespace cxsam::lint
