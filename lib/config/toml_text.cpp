#include "config/toml_text.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::config {
namespace {

/// TOML is UTF-8 without control characters but tab and line ends. toml++ 3.3 says of some of them nothing that helps, so they
/// are found first. Source: TOML 1.0, "Spec".
std::optional<std::size_t> find_illegal_byte(std::string_view text) {
  const auto is_illegal = [](unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; };
  const auto control = std::ranges::find_if(text, is_illegal);
  const auto broken = find_invalid_utf8(text);
  if (control == text.end()) return broken;
  const auto at = static_cast<std::size_t>(control - text.begin());
  return broken ? std::min(at, *broken) : at;
}

toml::source_position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {static_cast<toml::source_index>(1 + std::ranges::count(before, '\n')),
          static_cast<toml::source_index>(1 + count_code_points(before.substr(line_start)))};
}

}  // namespace

std::string toml_place(const std::string& path, const toml::source_position& position) {
  return path + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
}

TomlLines::TomlLines(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) starts_.push_back(at + 1);
}

std::size_t TomlLines::offset(const toml::source_position& position) const {
  if (position.line == 0) return 0;  // a table that only the names of others imply
  if (position.line > starts_.size()) return text_.size();
  std::size_t offset = starts_[position.line - 1];
  for (toml::source_index column = 1; column < position.column && offset < text_.size(); ++column) {
    ++offset;
    while (offset < text_.size() && (static_cast<unsigned char>(text_[offset]) & 0xC0U) == 0x80U) ++offset;
  }
  return offset;
}

Result<toml::table> parse_toml(const std::string& path, std::string_view text) {
  if (const auto illegal = find_illegal_byte(text)) {
    return fail(toml_place(path, position_of(text, *illegal)) + ": a byte that TOML does not allow");
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return fail(toml_place(path, error.source().begin) + ": " + std::string(error.description()));
  }
}

}  // namespace cxsam::config
