// A rule of `cxsam validate`: a file of rules/ each, in a generated list.
#pragma once

#include <span>
#include <string_view>

#include "diagnostic/diagnostic.h"
#include "project/project.h"

namespace cxsam::lint {

struct CheckContext;

struct Rule {
  std::string_view id;       // "E1020", "CX1001"
  std::string_view summary;  // what it checks, one line
  Severity severity = Severity::Error;
  void (*check)(const CheckContext& context, Diagnostics& diagnostics) = nullptr;
};

/// Generated.
std::span<const Rule* const> all_rules();

}  // namespace cxsam::lint
