#include "document/text_check.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "diagnostic/complaint.h"

namespace cxsam {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

struct Problem : Complaint {
  std::size_t begin, end;
};

// UTF-16 and UTF-32 begin with a byte order mark, or with an ASCII sign and the zero bytes around it.
std::optional<Problem> find_other_encoding(std::string_view text) {
  const bool mark =
      text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || text.starts_with(std::string_view("\0\0\xFE\xFF", 4));
  const bool zeros = text.size() > 1 && (text[0] == '\0') != (text[1] == '\0');
  if (!mark && !zeros) return std::nullopt;
  const bool wide = text.size() > 3 && (text[0] == '\0' ? text[1] == '\0' : text[2] == '\0' && text[3] == '\0');
  const std::string name = wide ? "UTF-32" : "UTF-16";
  return Problem{{"the file is " + name + ", and templates are UTF-8",
                  "save it as UTF-8: `iconv -f " + name + " -t UTF-8 old.yaml > new.yaml`"},
                 0,
                 std::min<std::size_t>(2, text.size())};
}

std::optional<Problem> find_invalid_byte(std::string_view text) {
  const auto at = find_invalid_utf8(text);
  if (!at) return std::nullopt;
  return Problem{{fmt::format("the byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[*at])),
                  "save the file as UTF-8 in your editor"},
                 *at,
                 *at + 1};
}

// Programs and archives begin with control characters and have zero bytes soon.
bool is_binary(std::string_view text) { return text.substr(0, 1024).find('\0') != std::string_view::npos; }

Complaint complaint_of_control(char c, bool binary) {
  if (c != '\0' && binary) return {"the file is no text", "a template is YAML or JSON; check that this is the right file"};
  if (c == '\r')
    return {"a carriage return without a line feed", "save the file with the line ends of Unix (LF) or Windows (CRLF)"};
  if (c == '\0') return {"the file has a NUL byte", "a template is text; remove the byte or check that this is the right file"};
  return {fmt::format("the control character U+{:04X} is not allowed", static_cast<unsigned char>(c)),
          "remove it, or write it as an escape in a double-quoted text: \"\\x1B\""};
}

constexpr std::array<bool, 256> kSuspicious = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = c != '\t' && c != '\n';
  for (std::size_t c = 0x7F; c < 0x100; ++c) table[c] = true;
  return table;
}();

std::optional<Problem> find_problem(std::string_view text) {
  if (auto problem = find_other_encoding(text)) return problem;
  bool ascii = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!kSuspicious[byte]) continue;
    if (byte >= 0x80) {
      ascii = false;
    } else if (byte != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
      return Problem{complaint_of_control(text[i], is_binary(text)), i, i + 1};
    }
  }
  if (ascii) return std::nullopt;
  return find_invalid_byte(text);
}

bool has_content(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    if (!line.empty() && line[0] != '#') return true;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return false;
}

}  // namespace

bool check_text(std::string_view text, FileId file, Diagnostics& diagnostics) {
  if (const auto problem = find_problem(text)) {
    const Span where{file, static_cast<std::uint32_t>(problem->begin), static_cast<std::uint32_t>(problem->end)};
    diagnostics.error("E0000", where, problem->message).hints.push_back(problem->hint);
    return false;
  }
  const std::string_view content = text.starts_with(kUtf8Mark) ? text.substr(kUtf8Mark.size()) : text;
  if (has_content(content)) return true;
  diagnostics.error("E0000", {file, 0, 0}, trim(content).empty() ? "the file is empty" : "the file has comments only")
      .hints.push_back("a template has at least a `Resources` section");
  return false;
}

}  // namespace cxsam
