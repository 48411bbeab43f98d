#include "lint/subjects/handler_source.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/text.h"

namespace cxsam::lint {
namespace {

bool is_word_sign(char sign) {
  return is_letter_or_digit(sign) || sign == '_' || sign == '$' || static_cast<unsigned char>(sign) >= 0x80;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word_sign(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !is_word_sign(text[end]))) return true;
  }
  return false;
}

// Lines that are comments as a whole say nothing of what the file has.
std::string without_comment_lines(std::string_view text, std::string_view mark) {
  std::string kept;
  for (const std::string_view line : split(text, '\n'))
    if (!trim(line).starts_with(mark)) kept.append(line).append("\n");
  return kept;
}

constexpr std::array<std::string_view, 5> kPythonMakesNames{"import *", "globals(", "__getattr__", "setattr(", "exec("};
// `module.exports = {...}` lists names; anything else that is assigned, spread or computed may bring some.
constexpr std::array<std::string_view, 7> kNodeMakesNames{"export *", "exports[", "...",     "defineProperty",
                                                          "__export", "assign(",  "require("};

bool assigns_whole_module(std::string_view text) {
  for (std::size_t at = text.find("module.exports"); at != std::string_view::npos; at = text.find("module.exports", at + 1)) {
    const std::string_view rest = trim(text.substr(at + 14, 40));
    if (rest.starts_with('=') && !trim(rest.substr(1)).starts_with('{')) return true;
  }
  return false;
}

bool makes_names(std::string_view family, std::string_view text) {
  const auto occurs = [text](std::string_view mark) { return text.find(mark) != std::string_view::npos; };
  if (family == "python") return std::ranges::any_of(kPythonMakesNames, occurs);
  if (assigns_whole_module(text)) return true;
  // Requiring something is common; it brings names only where whole modules are exported.
  return std::ranges::any_of(kNodeMakesNames, [&](std::string_view mark) {
    return occurs(mark) && (mark != "require(" || occurs("exports = require("));
  });
}

std::string_view leading_name(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word_sign(text[end])) ++end;
  return text.substr(0, end);
}

}  // namespace

bool may_have_function(std::string_view family, std::string_view text, std::string_view function) {
  const std::string code = without_comment_lines(text, family == "python" ? "#" : "//");
  return has_word(code, function.substr(0, function.find('.'))) || makes_names(family, code);
}

std::vector<std::string> functions_in(std::string_view family, std::string_view text) {
  static constexpr std::array<std::string_view, 2> kPython{"def ", "async def "};
  static constexpr std::array<std::string_view, 6> kNode{"export const ", "export function ", "export async function ",
                                                         "exports.",      "module.exports.",  "export let "};
  std::vector<std::string> names;
  const auto take = [&names](std::string_view line, auto& beginnings) {
    for (const std::string_view beginning : beginnings)
      if (line.starts_with(beginning)) names.emplace_back(leading_name(line.substr(beginning.size())));
  };
  for (const std::string_view line : split(text, '\n')) family == "python" ? take(line, kPython) : take(line, kNode);
  return names;
}

}  // namespace cxsam::lint
