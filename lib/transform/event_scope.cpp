#include "transform/event_scope.h"

#include "transform/shape.h"

namespace cxsam::transform {

EventScope::EventScope(Scope& scope, const Member& event, const Node& event_properties, const Target& starts)
    : owner(scope),
      work(scope.work),
      name(event.key),
      prefix(scope.id + event.key),
      properties(event_properties),
      target(starts),
      make(scope.make_for(event.key_span, "event `" + event.key + "`")),
      span_(event.key_span),
      expansion_(event.value.expansion) {}

const Node* EventScope::property(std::string_view key) const {
  const Node* value = properties.find(key);
  return value && !value->is_null() ? value : nullptr;
}

const Node* EventScope::filled(std::string_view key) const {
  const Node* value = properties.find(key);
  return is_given(value) ? value : nullptr;
}

std::optional<Node> EventScope::copy(std::string_view key) const {
  const Node* value = property(key);
  return value ? std::optional(*value) : std::nullopt;
}

void EventScope::error(const Node* where, std::string message, std::string hint) {
  if (where) {
    owner.error(where, std::move(message), std::move(hint));
  } else {
    owner.error(span_, expansion_, std::move(message), std::move(hint));
  }
}

void EventScope::add(std::string_view suffix, std::string_view cloudformation_type, Node resource_properties,
                     Attributes attributes) {
  owner.add(prefix + std::string(suffix), cloudformation_type, std::move(resource_properties), std::move(attributes));
}

void EventScope::add_permission(std::string_view principal, std::optional<Node> source_arn, std::string_view suffix,
                                std::optional<Node> source_account) {
  add("Permission" + std::string(suffix), "AWS::Lambda::Permission",
      make.map("Action", "lambda:InvokeFunction", "FunctionName", target.reference, "Principal", principal, "SourceArn",
               std::move(source_arn), "SourceAccount", std::move(source_account)));
}

}  // namespace cxsam::transform
