// How `validate` shows its reports: findings to standard output, everything else to standard error.
#pragma once

#include <span>

#include "cli/command.h"
#include "lint/validate.h"

namespace cxsam::cli::validate {

struct Tally {
  std::size_t templates = 0, passed_over = 0, failures = 0, errors = 0, warnings = 0;
};

Tally count(std::span<const lint::Report> reports);

void show_summary(system::Terminal& terminal, const Tally& tally);

/// The lines that users of SAM CLI match on. `lint`: the option --lint was given.
void show_as_sam(system::Terminal& terminal, const lint::Report& report, bool lint, bool failed);

}  // namespace cxsam::cli::validate
