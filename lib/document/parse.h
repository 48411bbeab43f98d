// The parsers behind read_document.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "document/reader.h"

namespace cxsam {

/// One format's text to read. `text` is the whole text of `file`; its first `skipped` bytes are a byte order mark.
struct DocumentText {
  std::string_view text;
  std::size_t skipped = 0;
  FileId file = 0;
};

/// Common YAML is read without yaml-cpp, see common_yaml.h.
std::optional<Node> parse_yaml_document(DocumentText document, Diagnostics& diagnostics, ReadLimits limits);

/// The same through yaml-cpp alone, which decides what a text means.
std::optional<Node> parse_yaml_with_library(DocumentText document, Diagnostics& diagnostics, ReadLimits limits);

/// `not_json` is set when it failed because the text is no JSON, so that another format may be tried.
std::optional<Node> parse_json_document(DocumentText document, Diagnostics& diagnostics, ReadLimits limits, bool& not_json);

}  // namespace cxsam
