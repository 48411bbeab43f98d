#include "lint/outputs/rule_page.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/text.h"

namespace cxsam::lint {
namespace {

// "```python src/app.py" begins the file src/app.py; options of the tests (`limits=classic`) are not shown.
std::string caption_of(std::string_view opening) {
  for (const std::string_view word : split(trim(opening.substr(3)), ' '))
    if (word.find('.') != std::string_view::npos && word.find('=') == std::string_view::npos) return std::string(word) + ":\n";
  return "";
}

}  // namespace

std::string rule_page(std::string_view id) {
  const std::string path = "tests/lint/" + std::string(id) + ".md";
  const auto files = embedded_files();
  const auto page = std::ranges::find(files, path, &EmbeddedFile::path);
  if (page == files.end()) return "";
  std::string text;
  bool inside = false;
  for (const std::string_view line : split(page->content(), '\n')) {
    if (line.starts_with("# ") && !inside) continue;
    if (line.starts_with("```")) {
      if (!inside) text += caption_of(line);
      inside = !inside;
    } else if (!line.empty() || !text.ends_with("\n\n")) {
      text.append(inside && !line.empty() ? "    " : "").append(line).append("\n");
    }
  }
  text.erase(0, std::min(text.find_first_not_of('\n'), text.size()));
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace cxsam::lint
