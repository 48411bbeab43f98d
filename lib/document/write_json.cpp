#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "document/scalar.h"
#include "document/writer.h"

namespace cxsam {
namespace {

constexpr std::array<bool, 256> kNeedsEscape = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
  table['"'] = table['\\'] = table[0x7F] = true;
  return table;
}();

bool needs_escape(char c) { return kNeedsEscape[static_cast<unsigned char>(c)]; }

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
    case '\\':
      out += '\\';
      out += c;
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
  }
}

/// Most texts have nothing to escape: what stands between two escapes is copied as a whole.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (true) {
    const auto stop = std::ranges::find_if(text, needs_escape);
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out += text.substr(0, plain);
    if (stop == text.end()) break;
    append_escaped(out, *stop);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

class JsonWriter {
 public:
  explicit JsonWriter(int indent) : indent_(indent) {}

  void write(const Node& node, int level) {
    switch (node.kind) {
      case Node::Kind::Null:
        out_ += "null";
        break;
      case Node::Kind::Bool:
        out_ += *node.as_text();
        break;
      case Node::Kind::Int:
      case Node::Kind::Double:
        write_number(node);
        break;
      case Node::Kind::String:
        append_quoted(out_, node.text);
        break;
      case Node::Kind::List:
        write_all('[', ']', node.items, level, [&](const Node& item) { write(item, level + 1); });
        break;
      case Node::Kind::Map:
        write_all('{', '}', node.members, level, [&](const Member& member) {
          append_quoted(out_, member.key);
          out_ += indent_ > 0 ? ": " : ":";
          write(member.value, level + 1);
        });
        break;
    }
  }

  std::string take() && { return std::move(out_); }

 private:
  void write_number(const Node& node) {
    const std::optional<std::string> number = to_json_number(node.text);
    if (number)
      out_ += *number;
    else
      append_quoted(out_, node.text);
  }

  template <class Parts, class WritePart>
  void write_all(char open, char close, const Parts& parts, int level, WritePart write_part) {
    out_ += open;
    for (const auto& part : parts) {
      if (&part != &parts.front()) out_ += ',';
      new_line(level + 1);
      write_part(part);
    }
    if (!parts.empty()) new_line(level);
    out_ += close;
  }

  void new_line(int level) {
    if (indent_ <= 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(level * indent_), ' ');
  }

  int indent_;
  std::string out_;
};

}  // namespace

std::string write_json(const Node& node, int indent) {
  JsonWriter writer(indent);
  writer.write(node, 0);
  return std::move(writer).take();
}

}  // namespace cxsam
