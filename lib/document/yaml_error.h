// What yaml-cpp throws, as a finding for a person.
#pragma once

#include <yaml-cpp/exceptions.h>

#include "document/parse.h"
#include "document/tree_builder.h"

namespace cxsam {

/// Finds out from the source text what is probably wrong: yaml-cpp says what it missed and where it noticed.
void report_yaml_error(const YAML::Exception& error, DocumentText document, const TreeBuilder& tree, Diagnostics& diagnostics);

}  // namespace cxsam
