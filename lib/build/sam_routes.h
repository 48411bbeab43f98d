// What SAM CLI checks of events that make routes before it builds their functions.
// Source: what `sam build` 1.170 answers to such templates.
#pragma once

#include <optional>
#include <string>

#include "template/template.h"

namespace cxsam::build {

/// Of a function's events of type `Api` and `HttpApi`, in the order of the template: the first that SAM CLI refuses, in its
/// words.
std::optional<std::string> fault_of_routes(const tmpl::Template& source, const tmpl::Resource& function);

}  // namespace cxsam::build
