#include "lint/outputs/output.h"

#include <algorithm>

#include "diagnostic/places.h"

namespace cxsam::lint {

const Output* find_output(std::string_view name) {
  const auto outputs = all_outputs();
  const auto found = std::ranges::find(outputs, name, &Output::name);
  return found == outputs.end() ? nullptr : *found;
}

std::string file_of(const Report& report, Span place) {
  return has_place(report.sources, place) ? report.sources.path(place.file) : report.path.string();
}

}  // namespace cxsam::lint
