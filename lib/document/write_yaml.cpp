#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "document/scalar.h"
#include "document/writer.h"

namespace cxsam {
namespace {

// YAML's limit for a key on one line (`key: value`); longer ones are written `? key`.
constexpr std::size_t kMaxSimpleKey = 1000;

// Signs that a parser may take for a line end or drop: next line, line and paragraph separator, byte order mark.
bool has_unsafe_sign(std::string_view text) {
  constexpr std::string_view kUnsafe[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"};
  const bool control =
      std::ranges::any_of(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; });
  return control ||
         std::ranges::any_of(kUnsafe, [text](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

// What other YAML 1.1 readers may take for a date, a base-60 number or a number with an exponent.
bool looks_like_number(std::string_view text) {
  const bool starts = text.find_first_of("0123456789") != std::string_view::npos;
  return starts && text.find_first_not_of("0123456789_.:+-eExobTZ ") == std::string_view::npos;
}

bool is_plain_string(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (std::string_view("-?:,[]{}#&*!|>'\"%@`=~<").find(text.front()) != std::string_view::npos) {
    const bool dash = text.size() > 1 && text[0] == '-' && (text[1] == '-' || (text[1] >= 'a' && text[1] <= 'z'));
    if (!dash || text.starts_with("---")) return false;
  }
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
  if (text.find('\n') != std::string_view::npos || has_unsafe_sign(text)) return false;
  if (text.starts_with("...") || text == ".inf" || text == ".nan" || text == "y" || text == "n" || text == "Y" || text == "N")
    return false;
  return plain_kind(text) == Node::Kind::String && !looks_like_number(text);
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + '\'';
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = text.substr(i);
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
    else if (rest.starts_with("\xC2\x85"))
      out += "\\u0085", i += 1;
    else if (rest.starts_with("\xE2\x80\xA8"))
      out += "\\u2028", i += 2;
    else if (rest.starts_with("\xE2\x80\xA9"))
      out += "\\u2029", i += 2;
    else if (rest.starts_with("\xEF\xBB\xBF"))
      out += "\\uFEFF", i += 2;
    else
      out += c;
  }
  return out + '"';
}

std::string one_line_string(std::string_view text) {
  if (is_plain_string(text)) return std::string(text);
  if (text.find('\n') != std::string_view::npos || has_unsafe_sign(text)) return double_quoted(text);
  return single_quoted(text);
}

bool fits_literal(std::string_view text) {
  const std::size_t line_end = text.find('\n');
  if (line_end == std::string_view::npos || has_unsafe_sign(text)) return false;
  // A block scalar finds its indentation in its first line.
  return line_end > 0 && text.front() != ' ';
}

// JSON's `1e3` needs a point to be a number in YAML 1.1.
std::string number_text(const Node& node) {
  if (plain_kind(node.text) == node.kind) return node.text;
  std::string text = node.text;
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string::npos && text.find('.') == std::string::npos) text.insert(exponent, ".0");
  if (node.kind == Node::Kind::Double && plain_kind(text) == Node::Kind::Int) text += ".0";
  return text;
}

class YamlWriter {
 public:
  void write_root(const Node& node) {
    if (is_inline(node)) {
      write_inline(node, 0);
      out_ += '\n';
    } else {
      write_block(node, 0);
    }
  }

  std::string take() && { return std::move(out_); }

 private:
  // Scalars and empty collections stand behind their key.
  static bool is_inline(const Node& node) { return node.is_scalar() || (node.items.empty() && node.members.empty()); }

  void indent(std::size_t level) { out_.append(level * 2, ' '); }

  void write_block(const Node& node, std::size_t level) {
    for (const Node& item : node.items) {
      indent(level);
      out_ += '-';
      write_item(item, level);
    }
    for (const Member& member : node.members) {
      indent(level);
      write_member(member, level);
    }
  }

  void write_item(const Node& item, std::size_t level) {
    if (is_inline(item)) {
      out_ += ' ';
      write_inline(item, level + 1);
      out_ += '\n';
      return;
    }
    // The first member or item follows the dash on its line.
    const std::size_t start = out_.size();
    write_block(item, level + 1);
    out_.replace(start, (level + 1) * 2, " ");
  }

  void write_member(const Member& member, std::size_t level) {
    const std::string key = one_line_string(member.key);
    if (key.size() > kMaxSimpleKey) {
      out_ += "? " + key + '\n';
      indent(level);
    } else {
      out_ += key;
    }
    out_ += ':';
    if (is_inline(member.value)) {
      out_ += ' ';
      write_inline(member.value, level + 1);
      out_ += '\n';
      return;
    }
    out_ += '\n';
    write_block(member.value, level + 1);
  }

  // `level` is that of the lines of a literal block.
  void write_inline(const Node& node, std::size_t level) {
    switch (node.kind) {
      case Node::Kind::Null:
        out_ += "null";
        break;
      case Node::Kind::Bool:
        out_ += node.text;
        break;
      case Node::Kind::Int:
      case Node::Kind::Double:
        out_ += number_text(node);
        break;
      case Node::Kind::String:
        if (fits_literal(node.text))
          write_literal(node.text, level);
        else
          out_ += one_line_string(node.text);
        break;
      case Node::Kind::List:
        out_ += "[]";
        break;
      case Node::Kind::Map:
        out_ += "{}";
        break;
    }
  }

  void write_literal(std::string_view text, std::size_t level) {
    out_ += '|';
    if (!text.ends_with('\n'))
      out_ += '-';
    else if (text.ends_with("\n\n"))
      out_ += '+';
    if (text.ends_with('\n')) text.remove_suffix(1);
    while (true) {
      out_ += '\n';
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      if (!line.empty()) {
        indent(std::max<std::size_t>(level, 1));
        out_ += line;
      }
      if (end == std::string_view::npos) return;
      text.remove_prefix(end + 1);
    }
  }

  std::string out_;
};

}  // namespace

std::string write_yaml(const Node& node) {
  YamlWriter writer;
  writer.write_root(node);
  return std::move(writer).take();
}

}  // namespace cxsam
