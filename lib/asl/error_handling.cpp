#include <algorithm>
#include <array>
#include <cstdlib>

#include "asl/expressions.h"
#include "base/did_you_mean.h"

namespace cxsam::asl {
namespace {

constexpr std::array<std::string_view, 7> kRetryFields{"ErrorEquals",     "IntervalSeconds", "MaxAttempts", "BackoffRate",
                                                       "MaxDelaySeconds", "JitterStrategy",  "Comment"};
constexpr std::array<std::string_view, 6> kCatchFields{"ErrorEquals", "Next", "ResultPath", "Output", "Assign", "Comment"};
constexpr std::int64_t kLongestDelay = 31'622'400;

void check_fields(const Node& entry, std::span<const std::string_view> known, Scope& scope) {
  for (const Member& field : entry.members) {
    if (std::ranges::find(known, field.key) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    scope.add(field.key_span, "`" + field.key + "` has no meaning here", did_you_mean_or(field.key, names, ""));
  }
}

bool catches_all(const Node& errors) {
  return std::ranges::any_of(errors.items, [](const Node& error) { return error.text == "States.ALL"; });
}

// What catches all stands alone and last, since what follows would never be asked.
void check_errors(const Node& entry, bool is_last, Scope& scope) {
  const Member* errors = entry.find_member("ErrorEquals");
  if (!errors) return scope.add(entry.span, "`ErrorEquals` is missing", "`ErrorEquals: [States.ALL]` means every error");
  if (is_unknown(errors->value)) return;
  if (!errors->value.is_list() || errors->value.items.empty())
    return scope.add(errors->key_span, "`ErrorEquals` is a list with at least one name of an error");
  for (const Node& error : errors->value.items)
    if (!error.is_string() && !is_unknown(error)) scope.add(error.span, "the name of an error is a text");
  if (!catches_all(errors->value)) return;
  if (errors->value.items.size() > 1) scope.add(errors->value.span, "`States.ALL` stands alone");
  if (!is_last) scope.add(errors->value.span, "what stands after `States.ALL` is never asked", "let it be the last entry");
}

void check_number(const Node& entry, std::string_view name, std::int64_t lowest, std::int64_t highest, Scope& scope) {
  const Member* field = entry.find_member(name);
  if (!field || is_unknown(field->value)) return;
  const auto number = field->value.kind == Node::Kind::Int ? field->value.as_int() : std::nullopt;
  if (!number || *number < lowest || *number > highest)
    scope.add(field->value.span,
              "`" + field->key + "` is a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

void check_backoff(const Node& entry, Scope& scope) {
  const Member* rate = entry.find_member("BackoffRate");
  if (rate && !is_unknown(rate->value)) {
    const bool is_number = rate->value.kind == Node::Kind::Int || rate->value.kind == Node::Kind::Double;
    if (!is_number || std::strtod(rate->value.text.c_str(), nullptr) < 1)
      scope.add(rate->value.span, "`BackoffRate` is a number of 1 or more");
  }
  const Member* jitter = entry.find_member("JitterStrategy");
  if (jitter && !is_unknown(jitter->value) && jitter->value.text != "FULL" && jitter->value.text != "NONE")
    scope.add(jitter->value.span, "`JitterStrategy` is `FULL` or `NONE`");
  const Node* delay = entry.find("MaxDelaySeconds");
  const Node* interval = entry.find("IntervalSeconds");
  if (delay && delay->as_int() && *delay->as_int() <= (interval ? interval->as_int().value_or(1) : 1))
    scope.add(delay->span, "`MaxDelaySeconds` is above `IntervalSeconds`");
}

}  // namespace

void check_retry(const Member& retry, Scope& scope) {
  if (!retry.value.is_list()) return;
  for (const Node& entry : retry.value.items) {
    if (is_unknown(entry)) continue;
    if (!entry.is_map()) {
      scope.add(entry.span, "an entry of `Retry` is a map");
      continue;
    }
    check_fields(entry, kRetryFields, scope);
    check_errors(entry, &entry == &retry.value.items.back(), scope);
    // The guide says "positive", yet AWS's own sample applications are deployed with 0: the next attempt comes at once.
    check_number(entry, "IntervalSeconds", 0, 99'999'999, scope);
    check_number(entry, "MaxAttempts", 0, 99'999'999, scope);
    check_number(entry, "MaxDelaySeconds", 1, kLongestDelay - 1, scope);
    check_backoff(entry, scope);
  }
}

void check_catch(const Member& catchers, QueryLanguage language, Scope& scope) {
  if (!catchers.value.is_list()) return;
  for (const Node& entry : catchers.value.items) {
    if (is_unknown(entry)) continue;
    if (!entry.is_map()) {
      scope.add(entry.span, "an entry of `Catch` is a map");
      continue;
    }
    check_fields(entry, kCatchFields, scope);
    check_errors(entry, &entry == &catchers.value.items.back(), scope);
    if (!entry.find("Next")) scope.add(entry.span, "an entry of `Catch` needs `Next`");
    const Member* path = entry.find_member("ResultPath");
    if (!path || is_unknown(path->value) || path->value.is_null()) continue;
    if (language == QueryLanguage::JsonAta)
      scope.add(path->key_span, "`ResultPath` belongs to JSONPath, and this state is in JSONata");
    else if (!path->value.is_string() || !is_reference_path(path->value.text))
      scope.add(path->value.span, "`ResultPath` is a path to one place, as `$.error`, or null");
  }
}

}  // namespace cxsam::asl
