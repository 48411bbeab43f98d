// The forms in which findings are printed: a file of forms/ each, in a generated list.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lint/validate.h"

namespace cxsam::lint {

struct OutputStyle {
  bool colour = false;
  bool warnings_fail = false;         // where a form tells failures from the rest
  std::string_view version = {};      // of cxsam
  std::filesystem::path folder = {};  // where the command runs, for forms that name files from there
  std::size_t columns = 0;            // of the terminal that it is for; 0 where there is none
};

struct Output {
  std::string_view name;  // as typed after --output
  /// One document over all reports.
  std::string (*render)(std::span<const Report> reports, const OutputStyle& style) = nullptr;
  const Dialect* dialect = &kCxsam;  // whose findings its readers expect
};

/// Generated; sorted by file name.
std::span<const Output* const> all_outputs();

const Output* find_output(std::string_view name);

/// The file that a finding of the report stands in: the template, or one that it names.
std::string file_of(const Report& report, Span place);

}  // namespace cxsam::lint
