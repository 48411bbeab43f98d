#include <istream>
#include <streambuf>

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "document/common_yaml.h"
#include "document/parse.h"
#include "document/yaml_error.h"
#include "document/yaml_events.h"

namespace cxsam {
namespace {

// A stream over text that stays where it is.
class TextBuffer final : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // streambuf's interface; nothing writes
    setg(begin, begin, begin + text.size());
  }
};

}  // namespace

std::optional<Node> parse_yaml_document(DocumentText document, Diagnostics& diagnostics, ReadLimits limits) {
  Diagnostics findings;
  TreeBuilder tree(document.file, findings, limits);
  YamlEvents events(document.text, document.skipped, document.file, tree, findings);
  try {
    if (!read_common_yaml(document.text.substr(document.skipped), events))
      return parse_yaml_with_library(document, diagnostics, limits);
  } catch (const ReadingStopped&) {
    // The finding has been made.
  }
  for (Diagnostic& finding : findings.items()) diagnostics.add(std::move(finding));
  return tree.take_root();
}

std::optional<Node> parse_yaml_with_library(DocumentText document, Diagnostics& diagnostics, ReadLimits limits) {
  TreeBuilder tree(document.file, diagnostics, limits);
  YamlEvents events(document.text, document.skipped, document.file, tree, diagnostics);
  TextBuffer buffer(document.text.substr(document.skipped));
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const ReadingStopped&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    diagnostics.add(explain_yaml_error(error, document, {tree.frames(), events.last_quoted()}));
    return std::nullopt;
  }
  return tree.take_root();
}

}  // namespace cxsam
