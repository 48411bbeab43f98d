// All that is known of each finding, as one JSON array.
#include "base/text.h"
#include "diagnostic/render.h"
#include "lint/outputs/output.h"

namespace cxsam::lint {
namespace {

std::string render(std::span<const Report> reports, const OutputStyle&) {
  std::string all;
  for (const Report& report : reports) {
    if (report.diagnostics.items().empty()) continue;
    const std::string array = render_json(report.sources, report.diagnostics.items());
    const std::size_t open = array.find('['), close = array.rfind(']');
    if (!all.empty()) all += ",";
    all += "\n  " + std::string(trim(std::string_view(array).substr(open + 1, close - open - 1)));
  }
  return all.empty() ? "[]\n" : "[" + all + "\n]\n";
}

}  // namespace

extern const Output output_json{.name = "json", .render = render};

}  // namespace cxsam::lint
