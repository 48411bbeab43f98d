#include "lint/subjects/runtime_dates.h"

#include <fmt/format.h>

#include "lint/places/choice.h"
#include "lint/places/given_values.h"
#include "lint/places/place.h"
#include "lint/places/possible_values.h"

namespace cxsam::lint {
namespace {

bool has_come(std::string_view date, std::string_view today) { return !date.empty() && date <= today; }

std::string message_for(const facts::Runtime& runtime, RuntimeStage stage) {
  switch (stage) {
    case RuntimeStage::Supported:
      break;
    case RuntimeStage::Deprecated:
      return fmt::format("runtime `{}` is deprecated since {}", runtime.name, runtime.deprecation);
    case RuntimeStage::CreateBlocked:
      return fmt::format(
          "Lambda makes no new functions with runtime `{}` since {}, and takes updates of those there are {}", runtime.name,
          runtime.block_create,
          runtime.block_update.empty() ? "until a day that is not set" : "until " + std::string(runtime.block_update));
    case RuntimeStage::UpdateBlocked:
      return fmt::format("Lambda takes no updates of functions with runtime `{}` since {}", runtime.name, runtime.block_update);
  }
  return {};
}

std::string dates_of(const facts::Runtime& runtime) {
  std::string text = fmt::format("Deprecated {}", runtime.deprecation);
  if (!runtime.block_create.empty())
    text += fmt::format("; no new functions from {}, no updates from {}", runtime.block_create, runtime.block_update);
  return text + ".";
}

}  // namespace

RuntimeStage stage_of(const facts::Runtime& runtime, std::string_view today) {
  if (has_come(runtime.block_update, today)) return RuntimeStage::UpdateBlocked;
  if (has_come(runtime.block_create, today)) return RuntimeStage::CreateBlocked;
  return has_come(runtime.deprecation, today) ? RuntimeStage::Deprecated : RuntimeStage::Supported;
}

namespace {

void check_given(const CheckContext& context, const Member& property, RuntimeStage stage, Findings& findings) {
  for (const GivenValue& given : given_values(context, {.node = &property.value, .place = place_at(property.key_span)})) {
    const facts::Runtime* runtime = facts::find_runtime(given.value.text);
    if (runtime && stage_of(*runtime, context.options.today) == stage) add_given(given, message_for(*runtime, stage), findings);
  }
}

}  // namespace

void check_stage(const CheckContext& context, RuntimeStage stage, Findings& findings) {
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("Runtime");
    if (!property) continue;
    const std::optional<Intrinsic> call = as_intrinsic(property->value);
    if (!context.options.dialect->sees_through_functions && call && call->name != "Fn::If") {
      if (!function.is_serverless()) check_given(context, *property, stage, findings);
      continue;
    }
    const std::optional<Choice> choice = as_choice(property->value);
    Findings to = findings.gap(choice && !context.names.is_condition(choice->condition));
    for (const PossibleValue& value : possible_values(property->value, context.resolver)) {
      const facts::Runtime* runtime = facts::find_runtime(value.value.text);
      if (!runtime || stage_of(*runtime, context.options.today) != stage) continue;
      const bool is_shared = context.options.dialect->shared_key == tmpl::SharedKey::Inherited && property->value.is_scalar();
      Diagnostic& finding = to.add(is_shared ? property->key_span : value.where, message_for(*runtime, stage), value.expansion);
      finding.related = value.related;
      if (stage == RuntimeStage::CreateBlocked && context.options.dialect->counts_updates) finding.severity = Severity::Warning;
      finding.notes.push_back(dates_of(*runtime));
      if (!runtime->successor.empty()) finding.hints.push_back(fmt::format("move to `{}`", runtime->successor));
    }
  }
}

}  // namespace cxsam::lint
