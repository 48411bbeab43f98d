// What the transform of one event of a function or state machine sees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transform/scope.h"

namespace cxsam::transform {

enum class EventOwner { Function, StateMachine };

/// What an event starts: a function, its alias, or a state machine.
struct Target {
  EventOwner kind = EventOwner::Function;
  Node reference;        // {"Ref": "F"}; of the alias where there is one. A state machine's Ref is its ARN
  Node arn;              // {"Fn::GetAtt": ["F", "Arn"]}; {"Ref": "FAliaslive"} for an alias
  std::string variable;  // "F.Arn", "FAliaslive": the ARN inside of an Fn::Sub
  std::string id;        // "F", "FAliaslive"
};

class EventScope {
 public:
  EventScope(Scope& scope, const Member& event, const Node& event_properties, const Target& starts);

  Scope& owner;
  Workspace& work;
  const std::string name;    // "E1"
  const std::string prefix;  // "FE1": generated ids start with it
  const Node& properties;
  const Target& target;
  const Maker make;  // generated nodes point at the event

  /// What the owner's role must be allowed: names of AWS managed policies, and inline documents.
  std::vector<std::string> managed_policies;
  Nodes policies;

  [[nodiscard]] const Node* property(std::string_view key) const;
  /// The property where it is neither null nor empty, which is how AWS's transform asks for most of them.
  [[nodiscard]] const Node* filled(std::string_view key) const;
  [[nodiscard]] std::optional<Node> copy(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> text(std::string_view key) const { return work.text(property(key)); }
  void error(const Node* where, std::string message, std::string hint = {});

  /// Adds `<prefix><suffix>` with the owner's attributes.
  void add(std::string_view suffix, std::string_view cloudformation_type, Node resource_properties, Attributes attributes = {});
  /// Lets a service call the function: `<prefix>Permission<suffix>`.
  void add_permission(std::string_view principal, std::optional<Node> source_arn, std::string_view suffix = "",
                      std::optional<Node> source_account = {});

 private:
  Span span_;
  std::uint32_t expansion_;
};

}  // namespace cxsam::transform
