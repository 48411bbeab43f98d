#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "facts/runtimes.h"
#include "lint/context.h"
#include "lint/places/possible_values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// "python3.15" after "python3.14": AWS may have it by the time the template is deployed. "python315" it will never have.
bool may_be_newer(std::string_view name) {
  const auto major_minor = [](std::string_view text) {
    const std::vector<std::string_view> parts = split(text, '.');
    const std::int64_t major = parse_int(parts[0]).value_or(-1);
    return std::pair(major, parts.size() > 1 ? parse_int(parts[1]).value_or(0) : 0);
  };
  return std::ranges::any_of(facts::all_runtimes(), [&](const facts::Runtime& runtime) {
    return runtime.successor.empty() && name.starts_with(runtime.family) && name.size() - runtime.family.size() <= 5 &&
           (name.find('.') == std::string_view::npos) == (runtime.name.find('.') == std::string_view::npos) &&
           major_minor(name.substr(runtime.family.size())) > major_minor(runtime.version);
  });
}

// "PYTHON_VERSION": another tool fills it in before the template is used.
bool is_placeholder(std::string_view name) {
  return std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("Runtime");
    if (!property) continue;
    for (const PossibleValue& value : possible_values(property->value, context.resolver)) {
      const std::string& name = value.value.text;
      if (!value.value.is_scalar() || facts::find_runtime(name)) continue;
      Diagnostic& finding = findings.add(value.where, "Lambda has no runtime `" + name + "`", value.expansion);
      finding.related = value.related;
      finding.hints = did_you_mean(name, facts::creatable_runtimes(context.options.today));
      if (may_be_newer(name)) {
        finding.severity = Severity::Warning;
        finding.message = "runtime `" + name + "` is newer than what this version of cxsam knows";
      } else if (is_placeholder(name)) {
        finding.severity = Severity::Warning;
      }
    }
  }
}

}  // namespace

extern const Rule rule_CX1011_unknown_runtime{
    .id = "CX1011",
    .summary = "Lambda has the runtime",
    .why =
        "Lambda refuses the function. A name that could be a newer version than the table of runtimes knows, or a placeholder, "
        "is only a warning.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
