#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

constexpr std::string_view kOpen = "${";

}  // namespace

std::vector<SubPiece> parse_sub(std::string_view text) {
  std::vector<SubPiece> pieces;
  std::size_t done = 0;
  const auto add_text_until = [&](std::size_t end) {
    if (end > done) pieces.push_back({SubPiece::Kind::Text, text.substr(done, end - done), done, end});
  };
  for (std::size_t open = text.find(kOpen); open != std::string_view::npos; open = text.find(kOpen, done)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    add_text_until(open);
    const std::string_view inside = text.substr(open + kOpen.size(), close - open - kOpen.size());
    const bool literal = inside.starts_with('!');
    pieces.push_back(
        {literal ? SubPiece::Kind::Literal : SubPiece::Kind::Name, literal ? inside.substr(1) : inside, open, close + 1});
    done = close + 1;
  }
  add_text_until(text.size());
  return pieces;
}

SubTarget sub_target(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {name, {}};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::string escape_sub(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const SubPiece& piece : parse_sub(text)) {
    if (piece.kind == SubPiece::Kind::Text) {
      escaped += piece.text;
    } else {
      escaped += "${!";
      escaped += text.substr(piece.begin + kOpen.size(), piece.end - piece.begin - kOpen.size());
    }
  }
  return escaped;
}

Span span_within(const Node& scalar, std::size_t begin, std::size_t end) {
  const std::size_t quotes = scalar.style == Node::Style::Plain ? 0 : 1;
  const bool block = scalar.style == Node::Style::Literal || scalar.style == Node::Style::Folded;
  const std::size_t length = scalar.span.end - scalar.span.begin;
  if (scalar.expansion != 0 || block || length != scalar.text.size() + 2 * quotes) return scalar.span;
  const std::size_t start = scalar.span.begin + quotes;
  return {scalar.span.file, static_cast<std::uint32_t>(start + begin), static_cast<std::uint32_t>(start + end)};
}

}  // namespace cxsam::tmpl
