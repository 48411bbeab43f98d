#include "document/reader.h"

#include <utility>

#include "document/merge_conflict.h"
#include "document/parse.h"
#include "document/text_check.h"

namespace cxsam {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// Text that begins with a brace may be flow YAML. When it is neither, the finding of what it looks like is shown.
std::optional<Node> read_braces(DocumentText document, std::size_t brace, Diagnostics& diagnostics, ReadLimits limits) {
  Diagnostics as_json;
  bool not_json = false;
  std::optional<Node> node = parse_json_document(document, as_json, limits, not_json);
  const bool is_conflict = not_json && find_merge_conflict(document.text, document.file, as_json.items().front().where.begin);
  if (not_json && !is_conflict) {  // of a conflict YAML may make a text of several lines
    Diagnostics as_yaml;
    const std::size_t next = document.text.find_first_not_of(kBlanks, brace + 1);
    const bool looks_like_json = next == std::string_view::npos || document.text[next] == '"' || document.text[next] == '}';
    node = parse_yaml_document(document, as_yaml, limits);
    if ((node && !as_yaml.has_errors()) || !looks_like_json)
      as_json = std::move(as_yaml);
    else
      node.reset();
  }
  for (Diagnostic& finding : as_json.items()) diagnostics.add(std::move(finding));
  return node;
}

}  // namespace

std::optional<Node> read_document(Sources& sources, FileId file, Diagnostics& diagnostics, ReadLimits limits) {
  const std::string_view text = sources.text(file);
  if (!check_text(text, file, diagnostics)) return std::nullopt;
  const DocumentText document{text, text.starts_with("\xEF\xBB\xBF") ? 3U : 0U, file};
  const std::size_t first = text.find_first_not_of(kBlanks, document.skipped);
  const std::size_t errors = diagnostics.count(Severity::Error);
  std::optional<Node> node = text[first] == '{' ? read_braces(document, first, diagnostics, limits)
                                                : parse_yaml_document(document, diagnostics, limits);
  const bool nothing = node ? node->is_null() : diagnostics.count(Severity::Error) == errors;
  if (!nothing) return node;
  diagnostics.error("E0000", node ? node->span : Span{file, 0, 0}, "the document is empty")
      .hints.push_back("a template has at least a `Resources` section");
  return std::nullopt;
}

}  // namespace cxsam
