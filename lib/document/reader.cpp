#include "document/reader.h"

#include <utility>

#include "document/parse.h"
#include "document/text_check.h"

namespace cxsam {

std::optional<Node> read_document(Sources& sources, FileId file, Diagnostics& diagnostics, ReadLimits limits) {
  const std::string_view text = sources.text(file);
  if (!check_text(text, file, diagnostics)) return std::nullopt;
  const DocumentText document{text, text.starts_with("\xEF\xBB\xBF") ? 3U : 0U, file};
  const std::size_t first = text.find_first_not_of(" \t\r\n", document.skipped);
  if (text[first] != '{') return parse_yaml_document(document, diagnostics, limits);

  Diagnostics as_json;
  bool not_json = false;
  std::optional<Node> node = parse_json_document(document, as_json, limits, not_json);
  if (not_json) {
    Diagnostics as_yaml;
    std::optional<Node> flow = parse_yaml_document(document, as_yaml, limits);
    if (flow && !as_yaml.has_errors()) return flow;
  }
  for (Diagnostic& finding : as_json.items()) diagnostics.add(std::move(finding));
  return node;
}

}  // namespace cxsam
