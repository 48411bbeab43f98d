// Stacks, their events and change sets. Source: AWS CloudFormation API reference.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws/client.h"

namespace cxsam::aws {

struct StackOutput {
  std::string key;
  std::string value;
  std::string description = {};
};

struct Stack {
  std::string id;  // its ARN
  std::string name;
  std::string status;  // "CREATE_COMPLETE"
  std::string reason = {};
  std::string changed = {};  // when it was last asked to change, in ISO 8601: "2026-03-04T05:06:07.000Z"
  std::vector<StackOutput> outputs = {};
  std::vector<std::pair<std::string, std::string>> tags = {};
  std::vector<std::pair<std::string, std::string>> parameters = {};  // stars in place of what is secret (NoEcho)
  std::vector<std::string> notification_arns = {};
  bool is_protected = false;  // against deletion

  /// The value of an output or a tag, or "".
  [[nodiscard]] std::string output(std::string_view key) const;
  [[nodiscard]] std::string tag(std::string_view key) const;
};

/// Whether an operation is under way: "..._IN_PROGRESS". A stack that only waits for its first change set (REVIEW_IN_PROGRESS)
/// is not moving.
bool is_moving(std::string_view status);

/// CloudFormation knows no stack of that name.
bool is_no_such_stack(const AwsError& error);

/// Nothing when there is no stack of that name.
Task<Answer<std::optional<Stack>>> find_stack(Client& client, std::string name);

/// DeleteStack. `role_arn` is the role that deletes, "" the one that the stack knows.
Task<Answer<void>> delete_stack(Client& client, std::string name, std::vector<std::string> retain = {},
                                std::string role_arn = {});

struct StackEvent {
  std::string id;
  std::string logical_id;
  std::string physical_id;
  std::string type;
  std::string status;
  std::string detailed_status = {};
  std::string reason = {};
  std::string time = {};
  std::string stack_name = {};
  std::string hook_status = {};  // where a hook says something of the resource: "HOOK_COMPLETE_FAILED"
  std::string hook_reason = {};

  /// Of the stack whose events these are, and not of something in it.
  [[nodiscard]] bool is_of_stack() const;
};

struct EventPage {
  std::vector<StackEvent> events;  // newest first
  std::string next = {};           // where older ones are; "" = there are none
};

/// `stack` is a name or an ARN.
Task<Answer<EventPage>> stack_events(Client& client, std::string stack, std::string page = {});

struct ResourceChange {
  std::string action;  // "Add", "Modify", "Remove", "Import", "Dynamic"
  std::string logical_id;
  std::string type;
  std::string replacement = {};  // "True", "False", "Conditional"; "" where that is no question
};

struct ChangeSet {
  std::string id;
  std::string status;  // "CREATE_COMPLETE", "FAILED"
  std::string reason = {};
  std::string execution = {};  // "AVAILABLE", "EXECUTE_IN_PROGRESS"
  std::vector<ResourceChange> changes = {};
};

/// A stack as AWS's command line takes it behind `--stack-name`: "shop --region eu-west-1".
std::string stack_words(const Client& client, const std::string& stack);

/// Whether a stack has change sets besides `known`. What may not be asked counts as yes.
Task<bool> has_other_change_sets(Client& client, std::string stack, std::string known);

/// With all pages of its changes.
Task<Answer<ChangeSet>> describe_change_set(Client& client, std::string stack, std::string change_set);

}  // namespace cxsam::aws
