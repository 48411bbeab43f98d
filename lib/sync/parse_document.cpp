#include "sync/parse_document.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "diagnostic/diagnostic.h"
#include "document/reader.h"

namespace cxsam::sync {

Result<Node> parse_document(std::string_view text, std::string_view name) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add(std::string(name), std::string(text));
  std::optional<Node> root = read_document(sources, file, diagnostics);
  if (!root || diagnostics.has_errors()) return fail(fmt::format("{} cannot be read", name));
  return *std::move(root);
}

}  // namespace cxsam::sync
