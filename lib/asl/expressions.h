// Paths, payload templates and JSONata, as far as their form goes.
#pragma once

#include <string_view>

#include "asl/scope.h"

namespace cxsam::asl {

/// `$`, `$.a[0]`, `$$.Execution.Id`, `$variable`; every bracket and quote has its end.
bool is_path(std::string_view text);
/// A path that names one place: without filters, wildcards, slices and `..`.
bool is_reference_path(std::string_view text);
/// `States.Format(...)` and its like, with closed brackets and quotes.
bool is_intrinsic_call(std::string_view text);
/// `{% ... %}` with every bracket and quote closed.
bool is_jsonata(std::string_view text);
/// RFC 3339's date and time with an offset, `T` and `Z` in upper case.
bool is_timestamp(std::string_view text);

/// Keys that end in `.$` have a path or an intrinsic call.
void check_payload_template(const Node& value, Scope& scope);
/// Texts that begin as JSONata are JSONata.
void check_jsonata_values(const Node& value, Scope& scope);

}  // namespace cxsam::asl
