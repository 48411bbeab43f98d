// docs/reference/rules.md, made from the table of rules so that it cannot go stale.
#pragma once

#include <span>
#include <string>

#include "lint/rule.h"

namespace cxsam::lint {

std::string render_reference(std::span<const Rule* const> rules);

}  // namespace cxsam::lint
