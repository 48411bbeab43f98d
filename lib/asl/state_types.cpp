// What fields mean together, a type of state after the other.
#include <algorithm>
#include <initializer_list>

#include "asl/expressions.h"
#include "asl/state_check.h"
#include "base/text.h"

namespace cxsam::asl {
namespace {

constexpr std::int64_t kYear = 365LL * 24 * 3600;  // the longest execution of a standard workflow
constexpr std::int64_t kFiveMinutes = 300;         // of an express one
constexpr std::size_t kLongestLabel = 40;

// Fields of which there is at most one.
void check_at_most_one(const Node& map, std::initializer_list<std::string_view> names, Scope& scope) {
  const Member* first = nullptr;
  for (const std::string_view name : names) {
    const Member* member = map.find_member(name);
    if (!member) continue;
    if (first) scope.add(member->key_span, "`" + first->key + "` and `" + member->key + "` exclude each other");
    if (!first) first = member;
  }
}

void check_at_most_one(const StateCheck& check, std::initializer_list<std::string_view> names) {
  check_at_most_one(check.state.value, names, check.scope);
}

bool has_any(const StateCheck& check, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&check](std::string_view name) { return check.field(name) != nullptr; });
}

void check_express_resource(const StateCheck& check, const Member& resource) {
  for (const char* pattern : {".sync", ".waitForTaskToken"})
    if (resource.value.text.find(pattern) != std::string::npos)
      check.scope.add(resource.value.span, "an express workflow cannot wait for a task: `" + std::string(pattern) + "`",
                      "make the workflow a standard one, or leave the ending out");
  if (resource.value.text.find(":activity:") != std::string::npos)
    check.scope.add(resource.value.span, "an express workflow has no activities");
}

void check_task(const StateCheck& check) {
  check_at_most_one(check, {"TimeoutSeconds", "TimeoutSecondsPath"});
  check_at_most_one(check, {"HeartbeatSeconds", "HeartbeatSecondsPath"});
  const Member* timeout = check.field("TimeoutSeconds");
  const Member* heartbeat = check.field("HeartbeatSeconds");
  if (timeout && heartbeat && heartbeat->value.as_int() && timeout->value.as_int() &&
      *heartbeat->value.as_int() >= *timeout->value.as_int())
    check.scope.add(heartbeat->key_span, "`HeartbeatSeconds` is below `TimeoutSeconds`");
  const Member* credentials = check.field("Credentials");
  if (credentials && credentials->value.is_map() && !is_unknown(credentials->value) && !credentials->value.find("RoleArn") &&
      !credentials->value.find("RoleArn.$"))
    check.scope.add(credentials->key_span, "`Credentials` needs `RoleArn`");
  const Member* resource = check.field("Resource");
  if (!resource || !resource->value.is_string() || is_unknown(resource->value)) return;
  if (resource->value.text.find(':') == std::string::npos)
    check.scope.add(resource->value.span, "`Resource` is an ARN, as `arn:aws:states:::lambda:invoke`");
  if (check.scope.workflow == Workflow::Express) check_express_resource(check, *resource);
}

void check_wait(const StateCheck& check) {
  check_at_most_one(check, {"Seconds", "SecondsPath", "Timestamp", "TimestampPath"});
  if (!has_any(check, {"Seconds", "SecondsPath", "Timestamp", "TimestampPath"}))
    check.scope.add(check.state.key_span, check.named() + " does not say how long to wait",
                    "it needs `Seconds`, `Timestamp`, `SecondsPath` or `TimestampPath`");
  const Member* seconds = check.field("Seconds");
  const auto number = seconds ? seconds->value.as_int() : std::nullopt;
  const bool express = check.scope.workflow == Workflow::Express;
  if (number && *number <= kMostSeconds && *number > (express ? kFiveMinutes : kYear))
    check.scope.add(seconds->value.span, express ? "an express workflow takes at most five minutes, less than this wait"
                                                 : "a workflow takes at most a year, less than this wait");
  const Member* timestamp = check.field("Timestamp");
  if (timestamp && timestamp->value.is_string() && !is_unknown(timestamp->value) && !is_timestamp(timestamp->value.text) &&
      !(check.language == QueryLanguage::JsonAta && is_jsonata(timestamp->value.text)))
    check.scope.add(timestamp->value.span, "`Timestamp` is a time as `2030-01-31T12:00:00Z`");
}

void check_branches(const StateCheck& check) {
  const Member* branches = check.field("Branches");
  if (!branches || !branches->value.is_list()) return;
  if (branches->value.items.empty()) check.scope.add(branches->key_span, "`Branches` has at least one branch");
  for (const Node& branch : branches->value.items) check_machine(branch, branch.span, false, check.scope);
}

void check_processor_config(const Member& processor, Scope& scope) {
  const Node* config = processor.value.find("ProcessorConfig");
  const Node* mode = config ? config->find("Mode") : nullptr;
  if (!mode || is_unknown(*mode)) return;
  if (mode->text != "INLINE" && mode->text != "DISTRIBUTED") scope.add(mode->span, "`Mode` is `INLINE` or `DISTRIBUTED`");
  if (mode->text != "DISTRIBUTED") return;
  if (scope.workflow == Workflow::Express) scope.add(mode->span, "an express workflow has no distributed Map");
  const Node* execution = config->find("ExecutionType");
  if (!execution)
    scope.add(mode->span, "a distributed Map needs `ExecutionType`", "write `ExecutionType: STANDARD` or `EXPRESS`");
  else if (!is_unknown(*execution) && execution->text != "STANDARD" && execution->text != "EXPRESS")
    scope.add(execution->span, "`ExecutionType` is `STANDARD` or `EXPRESS`");
}

void check_map(const StateCheck& check) {
  check_at_most_one(check, {"ItemProcessor", "Iterator"});
  check_at_most_one(check, {"ItemSelector", "Parameters"});
  check_at_most_one(check, {"MaxConcurrency", "MaxConcurrencyPath"});
  check_at_most_one(check, {"ToleratedFailureCount", "ToleratedFailureCountPath"});
  check_at_most_one(check, {"ToleratedFailurePercentage", "ToleratedFailurePercentagePath"});
  const Member* processor = check.field("ItemProcessor");
  if (!processor) processor = check.field("Iterator");
  if (!processor) {
    check.scope.add(check.state.key_span, check.named() + " needs `ItemProcessor`");
  } else if (!is_unknown(processor->value)) {
    check_processor_config(*processor, check.scope);
    check_machine(processor->value, processor->key_span, false, check.scope);
  }
  if (const Node* batcher = check.state.value.find("ItemBatcher")) {
    check_at_most_one(*batcher, {"MaxItemsPerBatch", "MaxItemsPerBatchPath"}, check.scope);
    check_at_most_one(*batcher, {"MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"}, check.scope);
  }
  if (const Node* reader = check.state.value.at_path({"ItemReader", "ReaderConfig"}))
    check_at_most_one(*reader, {"MaxItems", "MaxItemsPath"}, check.scope);
  const Member* items = check.field("ItemsPath");
  if (items && items->value.is_null()) check.scope.add(items->value.span, "`ItemsPath` is a path and not null");
  const Member* selector = check.field("ItemSelector");
  if (selector && check.language == QueryLanguage::JsonPath) check_payload_template(selector->value, check.scope);
  const Member* label = check.field("Label");
  if (label && label->value.is_string() && (label->value.text.empty() || count_code_points(label->value.text) > kLongestLabel))
    check.scope.add(label->value.span, "`Label` has 1 to 40 characters");
}

void check_assign(const StateCheck& check) {
  const Member* assign = check.field("Assign");
  if (!assign || !assign->value.is_map() || is_unknown(assign->value)) return;
  if (check.language == QueryLanguage::JsonAta) return check_jsonata_values(assign->value, check.scope);
  check_payload_template(assign->value, check.scope);
}

}  // namespace

void check_by_type(const StateCheck& check) {
  const std::string_view type = check.type.name;
  if (type == "Task") check_task(check);
  if (type == "Wait") check_wait(check);
  if (type == "Parallel") check_branches(check);
  if (type == "Map") check_map(check);
  if (type == "Fail") {
    check_at_most_one(check, {"Error", "ErrorPath"});
    check_at_most_one(check, {"Cause", "CausePath"});
  }
  check_assign(check);
  const Member* choices = check.field("Choices");
  if (choices && type == "Choice") check_choices(*choices, check.language, check.scope);
  if (const Member* retry = check.field("Retry")) check_retry(*retry, check.scope);
  if (const Member* catchers = check.field("Catch")) check_catch(*catchers, check.language, check.scope);
}

}  // namespace cxsam::asl
