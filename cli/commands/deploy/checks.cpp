#include "cli/commands/deploy/checks.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/validate/settings.h"
#include "cli/load_project.h"
#include "lint/validate.h"

namespace cxsam::cli::deploy_command {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kProductionWords{"prod", "production", "prd", "live"};

/// "shop-prod" is a name for production, "products" is none.
bool says_production(const std::string& stack) {
  const std::vector<std::string_view> words = split(stack, '-');
  return std::ranges::any_of(words, [](std::string_view word) {
    return std::ranges::any_of(kProductionWords, [&](std::string_view known) { return equals_ignoring_case(word, known); });
  });
}

}  // namespace

void warn_of_newer_build(Context& context) {
  const auto named = context.options.text("template-file");
  if (context.as_sam || !named) return;
  const fs::path built = ".aws-sam/build/template.yaml";
  std::error_code ignored;
  const fs::path path = fs::weakly_canonical(*named, ignored);
  if (!fs::exists(built, ignored) || path == fs::weakly_canonical(built, ignored)) return;
  if (path.parent_path() != fs::current_path() || fs::last_write_time(built, ignored) < fs::last_write_time(path, ignored))
    return;
  context.terminal.err(
      fmt::format("Warning: `{}` is deployed as it is, without what `build` made of it in .aws-sam/build\n  hint: leave out "
                  "`--template-file` to deploy the built application\n",
                  *named));
}

Result<void> check_template(Context& context, const project::Project& project) {
  if (context.as_sam || !context.options.flag("validate")) return {};
  const Result<lint::Request> request = validate::make_request(context);
  if (!request) return fail(request.error());
  const lint::Input input{project.root.template_path, std::nullopt, lint::Input::Kind::Template};
  const lint::Report report = lint::validate(input, *request);
  Diagnostics errors;
  for (const Diagnostic& each : report.diagnostics.items())
    if (each.severity == Severity::Error) errors.add(each);
  if (!errors.has_errors()) return {};
  show_findings(context, report.sources, errors);
  return fail(Error{"nothing was deployed: " + plural(errors.items().size(), "error") + " in the template"}.hint(
      "`--no-validate` deploys all the same"));
}

bool must_confirm(const Context& context, const std::string& stack) {
  if (context.options.has("confirm-changeset")) return context.options.flag("confirm-changeset");
  const bool somebody = ::isatty(STDIN_FILENO) == 1 && context.terminal.out_is_terminal();
  return !context.as_sam && somebody && says_production(stack);
}

void show_advice_without_rollback(Context& context, const std::string& stack) {
  const bool colour = context.terminal.colour_err();
  context.terminal.err(
      fmt::format("{}\nFailed to deploy. Automatic rollback disabled for this deployment.\n\nActions you can take next\n"
                  "=========================\n[*] Fix issues and try deploying again\n[*] Roll back stack to the last known "
                  "stable state: aws cloudformation rollback-stack --stack-name {}\n{}\n",
                  colour ? "\x1b[31m" : "", stack, colour ? "\x1b[0m" : ""));
}

}  // namespace cxsam::cli::deploy_command
