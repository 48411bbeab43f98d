// Reading a text in a test, with what came of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/render.h"
#include "document/reader.h"

namespace cxsam {

struct Reading {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Node> node;

  /// The source text that a node was read from.
  [[nodiscard]] std::string slice(const Node& part) const { return std::string(sources.slice(part.span)); }
  /// "3:5 message" for the first finding, "" when there is none.
  [[nodiscard]] std::string first_error() const {
    if (diagnostics.items().empty()) return "";
    const Diagnostic& first = diagnostics.items().front();
    const Position at = sources.begin_of(first.where);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + first.message;
  }
};

inline Reading read(std::string_view text, ReadLimits limits = {}) {
  Reading reading;
  const FileId file = reading.sources.add("template.yaml", std::string(text));
  reading.node = read_document(reading.sources, file, reading.diagnostics, limits);
  return reading;
}

}  // namespace cxsam
