#include "local/serving_state.h"

#include "diagnostic/render.h"

namespace cxsam::local {

Result<std::unique_ptr<LoadedProject>> load_project(const project::LoadOptions& options, std::string& report, bool colour) {
  Sources sources;
  const auto file = sources.load(options.template_path);
  if (!file) return fail(file.error());
  Diagnostics diagnostics;
  auto project = project::load(sources, *file, options, diagnostics);
  diagnostics.sort_and_deduplicate();
  report = render_text(sources, diagnostics.items(), {.colour = colour});
  if (!project || diagnostics.has_errors()) {
    return fail(
        Error{"`" + options.template_path.string() + "` has errors"}.hint("`cxsam validate` shows all that is wrong with it"));
  }
  return std::make_unique<LoadedProject>(LoadedProject{std::move(sources), std::move(*project)});
}

}  // namespace cxsam::local
