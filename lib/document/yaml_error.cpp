#include "document/yaml_error.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace cxsam {
namespace {

struct Wording {
  std::string_view found;  // what yaml-cpp's text begins with
  std::string_view message;
  std::string_view hint;
};

constexpr std::array kWordings{
    Wording{"end of map not found", "this line does not fit in: a key at this indentation was expected",
            "check the indentation, and that the line before has its `:` and its closing quote"},
    Wording{"end of sequence not found", "this line does not fit in: a `- ` at this indentation was expected",
            "give all items of the list the same indentation"},
    Wording{"illegal tab", "a tab is used as indentation", "indent with spaces"},
    Wording{"the referenced anchor", "the alias has no anchor before it", "set the anchor with `&name` before its first use"},
    Wording{"illegal map value", "a `:` does not fit here", "put the text in quotes if the colon belongs to it"},
    Wording{"illegal map key", "a key does not fit here", "put the text in quotes if it is meant as text"},
    Wording{"illegal block entry", "a list item does not fit here", "begin the list on a line of its own"},
    Wording{"illegal flow end", "a closing bracket without an opening one", "remove it, or put the text in quotes"},
    Wording{"cannot assign multiple tags", "a value can have one tag only",
            "write one of the two functions in its long form, as `Fn::Base64: !Sub text`"},
    Wording{"unknown escape character", "a backslash with a sign that it does not escape",
            "write `\\\\` for a backslash, or use single quotes"},
    Wording{"unknown token", "this sign cannot begin a value", "put the text in quotes"},
    Wording{"bad file", "the nesting is too deep", "look for brackets that are opened again and again"},
};

}  // namespace

void report_yaml_error(const YAML::Exception& error, DocumentText document, const TreeBuilder&, Diagnostics& diagnostics) {
  const auto wording = std::ranges::find_if(kWordings, [&](const Wording& w) { return error.msg.starts_with(w.found); });
  const std::size_t at =
      std::min(static_cast<std::size_t>(std::max(error.mark.pos, 0)) + document.skipped, document.text.size());
  const std::size_t end = std::min(at + 1, document.text.size());
  const Span where{document.file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  if (wording == kWordings.end()) {
    diagnostics.error("E0000", where, "the YAML cannot be read: " + error.msg);
    return;
  }
  diagnostics.error("E0000", where, std::string(wording->message)).hints.emplace_back(wording->hint);
}

}  // namespace cxsam
