#include "gateway/inspect/html.h"

#include <optional>

#include "base/text.h"

namespace cxsam::gateway {
namespace {

void append(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      case '\0':
        html += "\xEF\xBF\xBD";
        break;
      default:
        html += c;
    }
  }
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  while (true) {
    const std::optional<std::size_t> broken = find_invalid_utf8(text);
    append(html, text.substr(0, broken.value_or(text.size())));
    if (!broken) return html;
    html += "\xEF\xBF\xBD";
    text.remove_prefix(*broken + 1);
  }
}

std::string cell(std::string_view text) { return "<td>" + escaped(text) + "</td>"; }

}  // namespace cxsam::gateway
