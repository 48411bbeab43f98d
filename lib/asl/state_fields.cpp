// The form of a state's fields, one by one.
#include <algorithm>
#include <array>
#include <span>

#include "asl/expressions.h"
#include "asl/state_check.h"
#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::asl {
namespace {

constexpr std::array kCommonFields{Field{"Type", Form::Text}, Field{"Comment", Form::Text}, Field{"QueryLanguage", Form::Text}};
constexpr std::array kTransitionFields{Field{"Next", Form::Text}, Field{"End", Form::Flag}};

const Field* find(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

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

}  // namespace

bool is_misspelt(const StateCheck& check, std::string_view name) {
  return std::ranges::any_of(check.state.value.members, [&](const Member& member) {
    return !find_field(check, member.key) && edit_distance(to_lower(member.key), to_lower(std::string(name))) <= 1;
  });
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

}  // namespace cxsam::asl
