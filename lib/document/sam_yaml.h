// Templates byte by byte as SAM CLI writes them: the keys under which they are uploaded are digests of their text, so that what
// either of the two has uploaded counts for both.
#pragma once

#include <string>

#include "document/node.h"

namespace cxsam {

/// Block YAML as PyYAML's SafeDumper makes it: lists no deeper than their key, lines folded behind 80 columns, all but ASCII
/// escaped. Strings that begin with `0` are quoted. Source: YAML 1.1; what `sam package` writes.
std::string write_sam_yaml(const Node& node);

}  // namespace cxsam
