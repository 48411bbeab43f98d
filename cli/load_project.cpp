#include "cli/load_project.h"

#include <algorithm>

#include "base/text.h"
#include "diagnostic/render.h"

namespace cxsam::cli {

void show_findings(Context& context, const Sources& sources, const Diagnostics& diagnostics) {
  context.terminal.err(render_text(sources, diagnostics.items(), {.colour = context.terminal.colour_err()}));
}

Result<LoadedProject> load_for_code(Context& context, bool built_first) {
  const Result<std::filesystem::path> path =
      project::find_template(std::filesystem::current_path(), context.options.text("template-file"), built_first);
  if (!path) return fail(path.error());
  Result<tmpl::ParameterOverrides> parameters = tmpl::parse_parameter_overrides(context.options.list("parameter-overrides"));
  if (!parameters) return fail(Error(parameters.error()).with("reading `--parameter-overrides`"));

  auto sources = std::make_unique<Sources>();
  const Result<FileId> file = sources->load(*path);
  if (!file) return fail(file.error());
  project::LoadOptions options{.template_path = *path, .parameters = std::move(*parameters)};
  if (const auto region = context.options.text("region")) options.environment.region = *region;
  Diagnostics diagnostics;
  std::optional<project::Project> project = project::load(*sources, *file, options, diagnostics);
  diagnostics.sort_and_deduplicate();
  show_findings(context, *sources, diagnostics);
  const auto obstacles = static_cast<std::size_t>(std::ranges::count_if(
      diagnostics.items(), [](const Diagnostic& each) { return each.severity == Severity::Error && each.id != "E0001"; }));
  if (!project || obstacles > 0)
    return fail("`" + path->string() + "` has " + plural(std::max<std::size_t>(obstacles, 1), "problem"));
  return LoadedProject{std::move(sources), std::move(*project)};
}

}  // namespace cxsam::cli
