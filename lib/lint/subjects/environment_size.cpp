#include "lint/subjects/environment_size.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/subjects/environment.h"

namespace cxsam::lint {
namespace {

void check_function(const CheckContext& context, const LambdaFunction& function, const Findings& findings) {
  const Member* property = function.property("Environment");
  if (!property) return;
  const std::vector<EnvironmentVariable> variables = environment_of(function, context.resolver);
  std::uint64_t bytes = 0;
  std::uint64_t bytes_written = 0;
  for (const EnvironmentVariable& variable : variables) {
    bytes += variable.bytes;
    if (!variable.computed) bytes_written += variable.bytes;
  }
  const std::uint32_t limit = context.options.limits.environment_bytes;
  if (bytes <= limit) return;

  const auto unknown = static_cast<std::size_t>(std::ranges::count(variables, false, &EnvironmentVariable::known));
  const Member* map = property->value.find_member("Variables");
  Findings to = findings.gap(bytes_written <= limit);
  Diagnostic& finding = to.add(
      (map ? map : property)->key_span,
      fmt::format("the environment takes {}{} bytes, and Lambda allows {}", unknown > 0 ? "at least " : "", bytes, limit));
  finding.notes.push_back(fmt::format("Names and values of all {} count, in UTF-8.", plural(variables.size(), "variable")));
  if (unknown > 0)
    finding.notes.push_back(fmt::format("Of {} only the deployment knows the value; the text that is known already counts.",
                                        plural(unknown, "variable")));
  const auto largest = std::ranges::max_element(variables, {}, &EnvironmentVariable::bytes);
  finding.hints.push_back(fmt::format(
      "`{}` takes the most: keep such values in Parameter Store, AppConfig or a file of the package", largest->name));
}

}  // namespace

void check_environment_size(const CheckContext& context, bool serverless, Findings& findings) {
  for (const LambdaFunction& function : context.functions)
    if (function.is_serverless() == serverless) check_function(context, function, findings);
}

}  // namespace cxsam::lint
