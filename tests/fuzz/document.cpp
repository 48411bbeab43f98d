// Reads any bytes as a document. What reads without errors must come back as the same value from all writers, spans must
// lie in the text, and findings must render. What is read without yaml-cpp is read as yaml-cpp reads it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "diagnostic/render.h"
#include "document/parse.h"
#include "document/reader.h"
#include "document/sam_yaml.h"
#include "document/text_check.h"
#include "document/writer.h"

namespace {

using namespace cxsam;

// Small enough that a run stays quick, large enough to meet every limit.
constexpr ReadLimits kLimits{.depth = 40, .nodes = 20'000};

[[noreturn]] void broken(const char* what, std::string_view text) {
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

void check_spans(const Node& node, std::size_t size) {
  if (node.span.begin > node.span.end || node.span.end > size) broken("span outside of the text", node.text);
  for (const Node& item : node.items) check_spans(item, size);
  for (const Member& member : node.members) {
    if (member.key_span.begin > member.key_span.end || member.key_span.end > size)
      broken("key span outside of the text", member.key);
    check_spans(member.value, size);
  }
}

void check_reread(const Node& node, const std::string& written) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("written", written);
  const auto again = read_document(sources, file, diagnostics, {.depth = 100, .nodes = 1'000'000});
  if (!again || diagnostics.has_errors()) broken(render_text(sources, diagnostics.items()).c_str(), written);
  if (!same_value(node, *again)) broken("another value is read back", written);
}

void check_common_yaml(const Sources& sources, FileId file) {
  Diagnostics ours;
  Diagnostics theirs;
  const std::string& text = sources.text(file);
  if (!check_text(text, file, ours)) return;
  const auto node = parse_yaml_document({text, 0, file}, ours, kLimits);
  const auto again = parse_yaml_with_library({text, 0, file}, theirs, kLimits);
  if (ours.has_errors() != theirs.has_errors()) broken("one reader finds an error", text);
  if (node && again && !same_value(*node, *again)) broken("the two readers of YAML disagree", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("input", std::string(reinterpret_cast<const char*>(data), size));
  check_common_yaml(sources, file);
  const auto node = read_document(sources, file, diagnostics, kLimits);
  if (!node && !diagnostics.has_errors()) broken("nothing read and nothing said", sources.text(file));
  render_text(sources, diagnostics.items());
  render_json(sources, diagnostics.items());
  if (!node) return 0;
  check_spans(*node, size);
  const std::string yaml = write_yaml(*node);
  const std::string json = write_json(*node);
  if (diagnostics.has_errors()) return 0;
  check_reread(*node, yaml);
  check_reread(*node, write_sam_yaml(*node));
  // JSON has no place for a document that is one scalar or a list here, and YAML reads those.
  if (node->is_map()) check_reread(*node, json);
  return 0;
}
