// The S3 event: notifications that are written into the bucket's own resource.
// Source: AWS SAM developer guide, "S3" event source.
#include <algorithm>
#include <array>

#include "transform/event_scope.h"
#include "transform/event_type.h"
#include "transform/rewritten_resource.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Bucket", kText, true},
    Property{"Events", kText | kList, true},
    Property{"Filter", kMap},
};

constexpr auto kKept = std::to_array<std::string_view>({"AccelerateConfiguration",
                                                        "AccessControl",
                                                        "AnalyticsConfigurations",
                                                        "BucketEncryption",
                                                        "BucketName",
                                                        "CorsConfiguration",
                                                        "IntelligentTieringConfigurations",
                                                        "InventoryConfigurations",
                                                        "LifecycleConfiguration",
                                                        "LoggingConfiguration",
                                                        "MetricsConfigurations",
                                                        "NotificationConfiguration",
                                                        "ObjectLockConfiguration",
                                                        "ObjectLockEnabled",
                                                        "OwnershipControls",
                                                        "PublicAccessBlockConfiguration",
                                                        "ReplicationConfiguration",
                                                        "Tags",
                                                        "VersioningConfiguration",
                                                        "WebsiteConfiguration"});
constexpr RewrittenType kBucket{"AWS::S3::Bucket", "Bucket", kKept};

bool is_dependency(const Node& node) {
  return node.is_string() || (node.is_list() && std::ranges::all_of(node.items, &Node::is_string));
}

/// The bucket needs the permission first, since S3 tests it. DependsOn knows no conditions, so a conditional permission
/// is named in a tag.
void depend_on_permission(EventScope& event, Member& bucket) {
  const Maker& make = event.make;
  const std::string permission = event.prefix + "Permission";
  const std::string_view condition = event.owner.condition();
  if (const Node* others = bucket.value.find("DependsOn"); others && !is_dependency(*others)) {
    event.error(others, "`DependsOn` of the bucket must be a logical id or a list of them");
    return;
  }
  if (condition.empty()) {
    if (const Node* one = bucket.value.find("DependsOn"); one && one->is_string()) {
      bucket.value.set("DependsOn", make.list(*one));
    }
    list_at(bucket.value, "DependsOn", make).items.push_back(make.text(permission));
    return;
  }
  list_at(properties_of(bucket.value), "Tags", make)
      .items.push_back(make.map("Key", "sam:ConditionalDependsOn:" + permission, "Value",
                                make.choose(condition, make.ref(permission), make.text("no dependency"))));
}

void add_notifications(EventScope& event, Member& bucket) {
  const Maker& make = event.make;
  const Node* wanted = event.property("Events");
  const Node events = wanted->is_list() ? *wanted : make.list(*wanted);
  Node& configuration = map_at(properties_of(bucket.value), "NotificationConfiguration", make);
  Node& notifications = list_at(configuration, "LambdaConfigurations", make);
  const std::string_view condition = event.owner.condition();
  for (const Node& name : events.items) {
    Node one = make.map("Event", name, "Filter", event.property("Filter"), "Function", event.target.arn);
    if (!condition.empty()) one = make.choose(condition, std::move(one), make.no_value());
    const bool known = std::ranges::any_of(notifications.items, [&](const Node& other) { return same_value(other, one); });
    if (!known) notifications.items.push_back(std::move(one));
  }
}

/// What the event adds to must have the form that CloudFormation asks for. False after an error.
bool check_bucket(EventScope& event, Member& bucket) {
  const Node& properties = properties_of(bucket.value);
  const Node* configuration = value_at(&properties, "NotificationConfiguration");
  if (configuration && !configuration->is_map()) {
    event.error(configuration, "`NotificationConfiguration` of the bucket `" + bucket.key + "` must be a map");
    return false;
  }
  const Node* notified = value_at(configuration, "LambdaConfigurations");
  if (notified && !notified->is_list()) {
    event.error(notified, "`LambdaConfigurations` of the bucket `" + bucket.key + "` must be a list");
    return false;
  }
  const Node* tags = value_at(&properties, "Tags");
  if (tags && !tags->is_list() && !event.owner.condition().empty()) {
    event.error(tags, "`Tags` of the bucket `" + bucket.key + "` must be a list",
                "the permission of a conditional function is named in a tag, so that the bucket waits for it");
    return false;
  }
  const Node* depends = value_at(&bucket.value, "DependsOn");
  const bool names =
      !depends || depends->is_string() || (depends->is_list() && std::ranges::all_of(depends->items, &Node::is_string));
  if (!names) event.error(depends, "`DependsOn` of the bucket `" + bucket.key + "` must be a logical id or a list of them");
  return names;
}

/// AWS's transform takes a map of one key for a function that gives the filter.
bool check_filter(EventScope& event) {
  const Node* filter = event.property("Filter");
  if (!filter || filter->members.size() < 2) return true;
  const Member& other = filter->members[filter->members[0].key == "S3Key" ? 1 : 0];
  event.error(&other.value, "`Filter` has `S3Key` and nothing else, not `" + other.key + "`",
              "write the rules below `S3Key`: `S3Key: {Rules: [{Name: prefix, Value: in/}]}`");
  return false;
}

bool check_events(EventScope& event) {
  const Node& wanted = *event.property("Events");
  const bool names = wanted.is_string() || (wanted.is_list() && std::ranges::all_of(wanted.items, &Node::is_string));
  if (!names)
    event.error(&wanted, "`Events` must be the name of an event, or a list of names",
                "write `s3:ObjectCreated:*`, for example");
  return names;
}

void to_function(EventScope& event) {
  Member* bucket = check_events(event) && check_filter(event) ? rewritten_resource(event, kBucket) : nullptr;
  if (!bucket || !check_bucket(event, *bucket)) return;
  event.add_permission("s3.amazonaws.com", std::nullopt, "", event.make.ref("AWS::AccountId"));
  depend_on_permission(event, *bucket);
  add_notifications(event, *bucket);
  propagate_tags(event.owner, "AWS::S3::Bucket", properties_of(bucket->value));
}

}  // namespace

extern const EventType event_s3{"S3", kProperties, to_function};

}  // namespace cxsam::transform
