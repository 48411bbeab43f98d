// For a person.
#include "diagnostic/render.h"
#include "lint/outputs/output.h"

namespace cxsam::lint {
namespace {

std::string render(std::span<const Report> reports, const OutputStyle& style) {
  std::string all;
  for (const Report& report : reports) {
    if (report.diagnostics.items().empty()) continue;
    if (!all.empty()) all += '\n';
    all += render_text(report.sources, report.diagnostics.items(), {.colour = style.colour, .columns = style.columns});
  }
  return all;
}

}  // namespace

extern const Output output_text{.name = "text", .render = render};

}  // namespace cxsam::lint
