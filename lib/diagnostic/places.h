// What the renderers share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"

namespace cxsam {

/// "error", "warning", "info".
std::string_view severity_name(Severity severity);

/// True when the span stands in a file that has a name.
bool has_place(const Sources& sources, Span span);

/// The expansion and all its parents, innermost first.
std::vector<const Expansion*> expansion_chain(const Sources& sources, std::uint32_t id);

}  // namespace cxsam
