#include "cli/load_project.h"

#include "cli/template_options.h"
#include "cli/text_style.h"
#include "diagnostic/render.h"

namespace cxsam::cli {

void show_findings(Context& context, const Sources& sources, const Diagnostics& diagnostics) {
  context.terminal.err(render_text(sources, diagnostics.items(), style_of_err(context.terminal)));
}

Result<project::Project> load_for_code(Context& context, bool built_first) {
  Diagnostics ignored;
  return load_for_code(context, built_first, ignored);
}

Result<project::Project> load_for_code(Context& context, bool built_first, Diagnostics& findings) {
  Result<TemplateChoice> choice = read_template_choice(context.options);
  if (!choice) return fail(choice.error());
  const auto path = project::find_template(std::filesystem::current_path(), choice->file, built_first);
  if (!path) return fail(path.error());
  const project::Request request{.template_path = *path,
                                 .parameters = std::move(choice->parameters),
                                 .environment = choice->environment,
                                 .need = project::Need::Code};
  project::Loaded loaded = project::load(request);
  show_findings(context, *loaded.project.sources, loaded.findings);
  findings = std::move(loaded.findings);
  if (loaded.failure) return fail(std::move(*loaded.failure));
  return std::move(loaded.project);
}

}  // namespace cxsam::cli
