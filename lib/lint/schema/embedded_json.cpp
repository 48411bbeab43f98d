#include "lint/schema/embedded_json.h"

#include "base/text.h"
#include "document/reader.h"

namespace cxsam::lint::schema {
namespace {

void forget_places(Node& node) {
  node.span = {};
  for (Node& item : node.items) forget_places(item);
  for (Member& member : node.members) {
    member.key_span = {};
    forget_places(member.value);
  }
}

}  // namespace

std::optional<Node> read_embedded_json(const Node& text) {
  if (!text.is_string() || !trim(text.text).starts_with('{')) return std::nullopt;
  Sources sources;
  Diagnostics ignored;
  const FileId file = sources.add("", text.text);
  std::optional<Node> node = read_document(sources, file, ignored);
  if (!node || ignored.has_errors()) return std::nullopt;
  forget_places(*node);
  return node;
}

}  // namespace cxsam::lint::schema
