// What yaml-cpp throws, as a finding for a person. yaml-cpp says what it missed and where it noticed; what is probably
// wrong, and where, comes from the source text.
#pragma once

#include <span>

#include <yaml-cpp/exceptions.h>

#include "document/parse.h"
#include "document/tree_builder.h"

namespace cxsam {

/// How far reading had come.
struct YamlProgress {
  std::span<const TreeBuilder::Frame> open;  // collections that have begun, innermost last
  Span last_quoted;                          // the last quoted scalar
};

Diagnostic explain_yaml_error(const YAML::Exception& error, DocumentText document, const YamlProgress& progress);

}  // namespace cxsam
