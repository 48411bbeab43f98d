#include "transform/tags.h"

#include <algorithm>
#include <array>

#include "transform/shape.h"

namespace cxsam::transform {
namespace {

/// Types with a list of tags among those that functions, state machines and their events become.
constexpr std::array<std::string_view, 7> kTagged{
    "AWS::IAM::Role",  "AWS::IoT::TopicRule", "AWS::Lambda::Function",           "AWS::S3::Bucket",
    "AWS::SNS::Topic", "AWS::SQS::Queue",     "AWS::StepFunctions::StateMachine"};

bool propagates(const Scope& scope) {
  if (scope.type != "AWS::Serverless::Function" && scope.type != "AWS::Serverless::StateMachine") return false;
  const Node* wanted = scope.property("PropagateTags");
  return wanted && (as_intrinsic(*wanted) || wanted->as_bool().value_or(false));
}

void append(const Maker& make, Node& list, const Node& tags) {
  for (const Member& tag : tags.members) {
    list.items.push_back(make.map("Key", tag.key, "Value", tag.value.is_null() ? make.text("") : tag.value));
  }
}

}  // namespace

Node tag_list_with_creator(Scope& scope, const Node* tags) {
  const bool machine = scope.type == "AWS::Serverless::StateMachine";
  const bool reserved = tags && !machine && tags->find("lambda:createdBy");
  if (reserved) scope.error(tags->find("lambda:createdBy"), "the tag `lambda:createdBy` is SAM's own", "remove it");
  Node list = scope.make.list();
  list.items.push_back(scope.make.map("Key", machine ? "stateMachine:createdBy" : "lambda:createdBy", "Value", "SAM"));
  if (tags) append(scope.make, list, *tags);
  return list;
}

std::optional<Node> propagated_tags(const Scope& scope) {
  const Node* wanted = scope.property("PropagateTags");
  const bool is_open = wanted && as_intrinsic(scope.work.resolved(*wanted));  // AWS takes it for a yes
  return is_open || scope.flag("PropagateTags") ? tag_list(scope, scope.property("Tags")) : std::nullopt;
}

std::optional<Node> tag_list(const Scope& scope, const Node* tags) { return tags ? tag_list(*tags, scope.make) : std::nullopt; }

std::optional<Node> tag_list(const Node& tags, const Maker& make) {
  if (tags.members.empty()) return std::nullopt;
  Node list = make.list();
  append(make, list, tags);
  return list;
}

const Node* tags_to_propagate(const Scope& scope) {
  const Node* tags = scope.property("Tags");
  return tags && !tags->members.empty() && propagates(scope) ? tags : nullptr;
}

void propagate_tags(const Scope& scope, std::string_view cloudformation_type, Node& properties) {
  if (std::ranges::find(kTagged, cloudformation_type) == kTagged.end()) return;
  const Node* tags = tags_to_propagate(scope);
  if (tags) properties.set("Tags", *tag_list(*tags, scope.make));
}

void propagate_tags_to_api(const Scope& scope, std::string_view api) {
  const Node* tags = tags_to_propagate(scope);
  Member* resource = tags ? scope.work.find_resource(api) : nullptr;
  if (!resource) return;
  Node& properties = properties_of(resource->value);
  const OwnTags& without_globals = scope.work.notes<OwnTags>();
  const auto found = without_globals.of_resource.find(scope.id);
  if (found != without_globals.of_resource.end()) tags = &found->second;
  Node& own = map_at(properties, "Tags", scope.make);
  for (const Member& tag : tags->members) own.set(tag.key, tag.value);
  properties.set("PropagateTags", make_bool(true, scope.make.origin()));
}

}  // namespace cxsam::transform
