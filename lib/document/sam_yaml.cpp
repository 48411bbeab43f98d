#include "document/sam_yaml.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "document/sam_scalar.h"
#include "document/scalar.h"

namespace cxsam {
namespace {

constexpr std::size_t kStep = 2;

/// As Python writes a number with a point: the shortest text that is the same number.
std::string double_text(const std::string& written) {
  const double value = std::strtod(replace_all(written, "_", "").c_str(), nullptr);
  if (!std::isfinite(value)) return written;
  std::string text = fmt::format("{}", value);
  const std::size_t exponent = text.find('e');
  if (text.find('.') == std::string::npos) text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  return text;
}

std::string number_text(const Node& node) {
  if (node.kind == Node::Kind::Double) return double_text(node.text);
  const std::optional<std::int64_t> value = parse_yaml_int(node.text);
  return value ? fmt::format("{}", *value) : node.text;
}

/// A date that is written without quotes is no string to PyYAML, and stays without.
bool is_bare_date(const Node& node) {
  constexpr std::size_t kDate = 10;
  const bool form = node.text.size() == kDate && node.text[4] == '-' && node.text[7] == '-';
  return form && node.style == Node::Style::Plain && node.text.find_first_not_of("0123456789-") == std::string::npos;
}

class Writer {
 public:
  std::string run(const Node& root) {
    write_value(root, 0, 0, false);
    if (!lines_.text.ends_with('\n')) lines_.text += '\n';
    return std::move(lines_.text);
  }

 private:
  static bool is_block(const Node& node) { return !node.items.empty() || !node.members.empty(); }

  /// What follows `key:` or `-`. `indent` is that of its lines, `of_list` that of a list, which is no deeper than its key.
  void write_value(const Node& node, std::size_t indent, std::size_t of_list, bool in_list) {
    if (!node.members.empty()) return write_map(node, indent, in_list);
    if (!node.items.empty()) return write_list(node, in_list ? indent : of_list, in_list);
    if (node.is_map()) return lines_.add("{}");
    if (node.is_list()) return lines_.add("[]");
    write_scalar(node, indent);
  }

  void write_scalar(const Node& node, std::size_t indent) {
    if (node.is_null()) return lines_.add("null");
    if (node.kind == Node::Kind::Bool) return lines_.add(node.as_bool().value_or(false) ? "true" : "false");
    if (node.kind == Node::Kind::Int || node.kind == Node::Kind::Double) return lines_.add(number_text(node));
    if (is_bare_date(node)) return lines_.add(node.text);
    write_sam_string(lines_, node.text, indent, false);
  }

  /// The first entry stands behind the dash of the list that the map or list is an item of.
  void begin_entry(bool behind_dash, std::size_t indent) {
    if (behind_dash || lines_.text.empty()) return;
    lines_.break_line(indent);
  }

  void write_map(const Node& node, std::size_t indent, bool in_list) {
    bool first = in_list;
    for (const Member& member : node.members) {
      begin_entry(first, indent);
      first = false;
      if (is_simple_key(member.key))
        write_member(member, indent);
      else
        write_apart(member, indent);
    }
  }

  void write_member(const Member& member, std::size_t indent) {
    write_sam_string(lines_, member.key, indent + kStep, true);
    lines_.add(":");
    if (!is_block(member.value)) lines_.add(" ");
    write_value(member.value, indent + kStep, indent, false);
  }

  /// A key that is too long, or no line, and its value behind a colon of its own, as behind a dash.
  void write_apart(const Member& member, std::size_t indent) {
    lines_.add("? ");
    write_sam_string(lines_, member.key, indent + kStep, false);
    lines_.break_line(indent);
    lines_.add(": ");
    write_value(member.value, indent + kStep, indent + kStep, true);
  }

  void write_list(const Node& node, std::size_t indent, bool in_list) {
    bool first = in_list;
    for (const Node& item : node.items) {
      begin_entry(first, indent);
      first = false;
      lines_.add("- ");
      write_value(item, indent + kStep, indent + kStep, true);
    }
  }

  Lines lines_;
};

}  // namespace

std::string write_sam_yaml(const Node& node) { return Writer().run(node); }

}  // namespace cxsam
