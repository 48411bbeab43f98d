#include "local/serving_state.h"

#include <algorithm>

#include "diagnostic/render.h"

namespace cxsam::local {
namespace {

/// Values that are out of range (E2..., CX...) spoil one property; everything else means that parts of the template are
/// missing.
bool is_obstacle(const Diagnostic& finding) { return !finding.id.starts_with("E2") && !finding.id.starts_with("CX"); }

}  // namespace

Result<std::unique_ptr<LoadedProject>> load_project(const project::LoadOptions& options, std::string& report, bool colour) {
  Sources sources;
  const auto file = sources.load(options.template_path);
  if (!file) return fail(file.error());
  Diagnostics diagnostics;
  auto project = project::load(sources, *file, options, diagnostics);
  diagnostics.sort_and_deduplicate();
  std::erase_if(diagnostics.items(), [](const Diagnostic& finding) { return finding.severity != Severity::Error; });
  report = render_text(sources, diagnostics.items(), {.colour = colour});
  if (!project || std::ranges::any_of(diagnostics.items(), is_obstacle)) {
    return fail(
        Error{"`" + options.template_path.string() + "` has errors"}.hint("`cxsam validate` shows all that is wrong with it"));
  }
  return std::make_unique<LoadedProject>(LoadedProject{std::move(sources), std::move(*project)});
}

}  // namespace cxsam::local
