#include "cli/load_project.h"

#include "diagnostic/render.h"

namespace cxsam::cli {

void show_findings(Context& context, const Sources& sources, const Diagnostics& diagnostics) {
  context.terminal.err(render_text(sources, diagnostics.items(), {.colour = context.terminal.colour_err()}));
}

Result<project::Project> load_for_code(Context& context, bool built_first) {
  const Result<std::filesystem::path> path =
      project::find_template(std::filesystem::current_path(), context.options.text("template-file"), built_first);
  if (!path) return fail(path.error());
  Result<tmpl::ParameterOverrides> parameters = tmpl::parse_parameter_overrides(context.options.list("parameter-overrides"));
  if (!parameters) return fail(Error(parameters.error()).with("reading `--parameter-overrides`"));

  project::Request request{
      .template_path = *path, .parameters = std::move(*parameters), .environment = {}, .need = project::Need::Code};
  if (const auto region = context.options.text("region")) request.environment.region = *region;
  project::Loaded loaded = project::load(request);
  show_findings(context, *loaded.project.sources, loaded.findings);
  if (loaded.failure) return fail(std::move(*loaded.failure));
  return std::move(loaded.project);
}

}  // namespace cxsam::cli
