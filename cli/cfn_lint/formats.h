// The forms of output that only cfn-lint has.
#pragma once

#include <span>
#include <string>

#include "lint/validate.h"

namespace cxsam::cli::cfn_lint {

/// `format` is a choice of --format; `version` is cxsam's.
std::string render(std::string_view format, std::span<const lint::Report> reports, std::string_view version);

/// What --list-rules prints: id and summary, and why, of each.
std::string rule_list();

}  // namespace cxsam::cli::cfn_lint
