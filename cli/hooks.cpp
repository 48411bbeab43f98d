#include "cli/hooks.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/file.h"
#include "cli/paths.h"

namespace cxsam::cli {
namespace {

/// Options that a hook has its own values for; the words are SAM CLI's.
constexpr std::array<std::string_view, 3> kOfHooks{"terraform-project-root-path", "terraform-plan-file", "skip-prepare-infra"};
constexpr std::array<std::string_view, 3> kOwn{"template-file", "parameter-overrides", "build-in-source"};

int wrong(Context& context, const std::string& why) {
  context.terminal.err("Error: " + why + "\n");
  return kUsage;
}

bool is_above_here(const std::string& folder) { return is_inside(std::filesystem::current_path(), absolute(folder)); }

}  // namespace

std::optional<Error> fault_of_hooks(const Context& context) {
  const auto given = [&](std::string_view name) { return context.options.has(name); };
  if (given("hook-name") || std::ranges::none_of(kOfHooks, given)) return std::nullopt;
  return Error{"Missing option --hook-name"};
}

std::optional<int> refuse_hooks(Context& context) {
  const config::Values& options = context.options;
  const auto hook = options.text("hook-name");
  const auto root = options.text("terraform-project-root-path");
  if (!hook) return std::nullopt;
  if (*hook != "terraform")
    return wrong(context, fmt::format("Invalid value: {} is not a valid hook name.\nvalid package ids: ['terraform']", *hook));
  const auto typed = [&](std::string_view name) { return options.origin(name) == config::Origin::CommandLine; };
  if (std::ranges::any_of(kOwn, typed))
    return wrong(context, fmt::format("Invalid value: Parameters hook-name, and t,template-file,template,parameter-overrides{} "
                                      "cannot be used together",
                                      context.command.name == "build" ? ",build-in-source" : ""));
  if (root && !is_above_here(*root))
    return wrong(context, fmt::format("{} is not a valid value for Terraform Project Root Path. It should be a parent of the "
                                      "current directory that contains the root module of the terraform project.",
                                      *root));
  return report(context.terminal, Error{"cxsam does not read Terraform projects"}.hint(
                                      "write the functions in a template.yaml, or leave `--hook-name` out where there is one"));
}

}  // namespace cxsam::cli
