#include <algorithm>
#include <array>

#include "asl/expressions.h"
#include "asl/fields.h"
#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::asl {
namespace {

constexpr std::int64_t kYear = 365LL * 24 * 3600;  // the longest execution of a standard workflow
constexpr std::int64_t kFiveMinutes = 300;         // of an express one
constexpr std::int64_t kMostSeconds = 99'999'999;
constexpr std::size_t kLongestLabel = 40;

constexpr std::array kCommonFields{Field{"Type", Form::Text}, Field{"Comment", Form::Text}, Field{"QueryLanguage", Form::Text}};
constexpr std::array kTransitionFields{Field{"Next", Form::Text}, Field{"End", Form::Flag}};

const Field* find(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

/// One state while it is looked at.
struct StateCheck {
  const Member& state;
  const StateType& type;
  QueryLanguage language;
  Scope& scope;

  [[nodiscard]] std::string named() const { return "state `" + state.key + "`"; }
  [[nodiscard]] const Member* field(std::string_view name) const { return state.value.find_member(name); }
};

bool is_jsonata_text(const Node& value) { return value.is_string() && is_jsonata(value.text); }

void check_number(const StateCheck& check, const Member& field, std::int64_t lowest, std::int64_t highest) {
  if (check.language == QueryLanguage::JsonAta && is_jsonata_text(field.value)) return;
  const bool is_number = field.value.kind == Node::Kind::Int;
  const auto number = is_number ? field.value.as_int() : std::nullopt;
  if (!number || *number < lowest || *number > highest)
    check.scope.add(field.value.span,
                    "`" + field.key + "` is a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

void check_path(const StateCheck& check, const Member& field, bool (*fits)(std::string_view), bool or_null,
                std::string_view what) {
  if (or_null && field.value.is_null()) return;
  if (!field.value.is_string() || !fits(field.value.text))
    check.scope.add(field.value.span, "`" + field.key + "` is " + std::string(what));
}

bool is_value_path(std::string_view text) { return is_path(text) || is_intrinsic_call(text); }

void check_form(const StateCheck& check, const Member& field, Form form) {
  const Node& value = field.value;
  switch (form) {
    case Form::Any:
      return;
    case Form::Text:
      if (!value.is_string()) check.scope.add(value.span, "`" + field.key + "` is a text");
      return;
    case Form::Flag:
      if (value.kind != Node::Kind::Bool) check.scope.add(value.span, "`" + field.key + "` is true or false");
      return;
    case Form::Seconds:
      return check_number(check, field, 1, kMostSeconds);
    case Form::Count:
      return check_number(check, field, 0, kMostSeconds);
    case Form::Percentage:
      if (value.kind != Node::Kind::Double) check_number(check, field, 0, 100);
      return;
    case Form::Path:
      return check_path(check, field, is_value_path, true, "a path, as `$.name`, or null");
    case Form::ValuePath:
      return check_path(check, field, is_value_path, false, "a path, as `$.name`, or an intrinsic function");
    case Form::ReferencePath:
      return check_path(check, field, is_reference_path, true, "a path to one place, as `$.name`, or null");
    case Form::PayloadTemplate:
      return check_payload_template(value, check.scope);
    case Form::JsonataValue:
      return check_jsonata_values(value, check.scope);
    case Form::Map:
      if (!value.is_map() && !is_jsonata_text(value)) check.scope.add(value.span, "`" + field.key + "` is a map");
      return;
    case Form::List:
      if (!value.is_list()) check.scope.add(value.span, "`" + field.key + "` is a list");
      return;
  }
}

const Field* find_field(const StateCheck& check, std::string_view name) {
  const Field* field = find(check.type.fields, name);
  if (!field) field = find(kCommonFields, name);
  return field || !check.type.has_transition ? field : find(kTransitionFields, name);
}

// It is there under a name that is no field's, which is told.
bool is_misspelt(const StateCheck& check, std::string_view name) {
  return std::ranges::any_of(check.state.value.members, [&](const Member& member) {
    return !find_field(check, member.key) && edit_distance(to_lower(member.key), to_lower(std::string(name))) <= 1;
  });
}

void add_unknown_field(const StateCheck& check, const Member& field) {
  std::vector<std::string> names{"Type", "Comment"};
  for (const Field& each : check.type.fields) names.emplace_back(each.name);
  if (check.type.has_transition) names.insert(names.end(), {"Next", "End"});
  const bool is_transition = field.key == "Next" || field.key == "End";
  check.scope.add(field.key_span,
                  "`" + field.key + "` is no field of a " + std::string(check.type.name) + " state" +
                      (is_transition && check.type.name == "Choice" ? ": its rules and `Default` say what comes next" : ""),
                  is_transition ? "" : did_you_mean_or(field.key, names, ""));
}

void check_fields(const StateCheck& check) {
  for (const Member& member : check.state.value.members) {
    const Field* field = find_field(check, member.key);
    if (!field && has_placeholder(member.key)) continue;
    if (!field) {
      add_unknown_field(check, member);
      continue;
    }
    const bool for_jsonata = check.language == QueryLanguage::JsonAta;
    if (field->languages != Languages::Both && (field->languages == Languages::JsonAta) != for_jsonata) {
      check.scope.add(member.key_span, "`" + member.key + "` belongs to " + (for_jsonata ? "JSONPath" : "JSONata") + ", and " +
                                           check.named() + " is in " + (for_jsonata ? "JSONata" : "JSONPath"));
      continue;
    }
    if (!is_unknown(member.value)) check_form(check, member, field->form);
  }
  for (const Field& field : check.type.fields)
    if (field.required && !check.field(field.name) && !is_misspelt(check, field.name))
      check.scope.add(check.state.key_span, check.named() + " needs `" + std::string(field.name) + "`");
}

void check_transition(const StateCheck& check) {
  if (!check.type.has_transition) return;
  const Member* next = check.field("Next");
  const Member* end = check.field("End");
  if (next && end && !is_unknown(end->value) && end->value.as_bool().value_or(true))
    check.scope.add(end->key_span, check.named() + " has both `Next` and `End`");
  if (!next && !end && !is_misspelt(check, "Next") && !is_misspelt(check, "End"))
    check.scope.add(check.state.key_span, check.named() + " has neither `Next` nor `End`",
                    "write `End: true`, or `Next` with a name");
  if (!next && end && !is_unknown(end->value) && !end->value.as_bool().value_or(true))
    check.scope.add(end->key_span, check.named() + " does not end and goes nowhere",
                    "write `End: true`, or `Next` with a name");
}

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

QueryLanguage language_of(const Member& state, Scope& scope) {
  const Node* language = state.value.find("QueryLanguage");
  if (!language || is_unknown(*language)) return scope.language;
  if (language->text != "JSONPath" && language->text != "JSONata")
    scope.add(language->span, "`QueryLanguage` is `JSONPath` or `JSONata`");
  else if (language->text == "JSONPath" && scope.language == QueryLanguage::JsonAta)
    scope.add(language->span, "a state of a machine in JSONata cannot be in JSONPath");
  return language->text == "JSONata" ? QueryLanguage::JsonAta : QueryLanguage::JsonPath;
}

}  // namespace

void check_state(const Member& state, Scope& scope) {
  if (is_unknown(state.value)) return;
  if (!state.value.is_map()) return scope.add(state.key_span, "state `" + state.key + "` is a map with a `Type`");
  const Node* type = state.value.find("Type");
  if (!type) return scope.add(state.key_span, "state `" + state.key + "` needs `Type`");
  if (is_unknown(*type)) return;
  const StateType* known = find_state_type(type->text);
  if (!known)
    return scope.add(type->span, "there is no type of state `" + type->text + "`",
                     did_you_mean_or(type->text, state_type_names(), ""));
  const StateCheck check{state, *known, language_of(state, scope), scope};
  check_fields(check);
  check_transition(check);
  check_by_type(check);
}

}  // namespace cxsam::asl
