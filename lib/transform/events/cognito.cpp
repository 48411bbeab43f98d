// The Cognito event: a trigger that is written into the user pool's own resource.
// Source: AWS SAM developer guide, "Cognito" event source.
#include <array>

#include "transform/event_scope.h"
#include "transform/event_type.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{Property{"UserPool", kText, true}, Property{"Trigger", kText | kList, true}};

/// The user pool in the working copy, or null after an error.
Member* pool_of(EventScope& event) {
  const Node* given = event.property("UserPool");
  const auto intrinsic = as_intrinsic(*given);
  const bool is_ref = intrinsic && intrinsic->name == "Ref" && intrinsic->argument->is_string();
  const std::string id = is_ref ? intrinsic->argument->text : "";
  if (is_ref && event.work.type_of(id) == "AWS::Cognito::UserPool") return event.work.find_resource(id);
  event.error(given, "`UserPool` must be a `Ref` to an `AWS::Cognito::UserPool` of this template");
  return nullptr;
}

void to_function(EventScope& event) {
  Member* pool = pool_of(event);
  if (!pool) return;
  Node& properties = properties_of(pool->value);
  const Node* existing = properties.find("LambdaConfig");
  if (!properties.is_map() || (existing && !existing->is_map())) {
    return event.error(&pool->value, "`Properties` and `LambdaConfig` of the user pool must be maps");
  }
  const Maker& make = event.make;
  Node triggers = existing ? *existing : make.map();
  const Node* wanted = event.property("Trigger");
  const Node names = wanted->is_list() ? *wanted : make.list(*wanted);
  for (const Node& name : names.items) {
    if (!name.is_string()) return event.error(&name, "`Trigger` must be the name of a trigger, or a list of names");
    if (triggers.find(name.text)) return event.error(&name, "the user pool has a function for `" + name.text + "` already");
    triggers.set(name.text, event.target.arn);
  }
  properties.set("LambdaConfig", std::move(triggers));
  // One permission for all triggers of a function; that of another pool replaces it.
  event.owner.add(event.target.id + "CognitoPermission", "AWS::Lambda::Permission",
                  make.map("Action", "lambda:InvokeFunction", "FunctionName", event.target.reference, "Principal",
                           "cognito-idp.amazonaws.com", "SourceArn", make.get_att(pool->key, "Arn")));
}

}  // namespace

extern const EventType event_cognito;
const EventType event_cognito{"Cognito", kProperties, to_function};

}  // namespace cxsam::transform
