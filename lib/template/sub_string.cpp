#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

constexpr std::string_view kOpen = "${";

template <class Take>
void for_each_piece(std::string_view text, Take take) {
  std::size_t done = 0;
  const auto take_text_until = [&](std::size_t end) {
    if (end > done) take(SubPiece{SubPiece::Kind::Text, text.substr(done, end - done), done, end});
  };
  for (std::size_t open = text.find(kOpen); open != std::string_view::npos; open = text.find(kOpen, done)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    take_text_until(open);
    const std::string_view inside = text.substr(open + kOpen.size(), close - open - kOpen.size());
    const bool literal = inside.starts_with('!');
    take(SubPiece{literal ? SubPiece::Kind::Literal : SubPiece::Kind::Name, literal ? inside.substr(1) : inside, open,
                  close + 1});
    done = close + 1;
  }
  take_text_until(text.size());
}

}  // namespace

std::vector<SubPiece> parse_sub(std::string_view text) {
  std::vector<SubPiece> pieces;
  for_each_piece(text, [&pieces](const SubPiece& piece) { pieces.push_back(piece); });
  return pieces;
}

std::string replace_names(std::string_view text,
                          const std::function<std::optional<std::string>(std::string_view name)>& replacement) {
  std::string out;
  for_each_piece(text, [&](const SubPiece& piece) {
    const auto other = piece.kind == SubPiece::Kind::Name ? replacement(piece.text) : std::nullopt;
    out += other ? std::string_view(*other) : text.substr(piece.begin, piece.end - piece.begin);
  });
  return out;
}

SubTarget sub_target(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {name, {}};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

SubVariables::SubVariables(const Node& argument) {
  if (argument.items.size() < 2) return;
  for (const Member& variable : argument.items[1].members) names_.insert(variable.key);
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

Span PieceFinder::find(const SubPiece& piece) {
  const Span whole = scalar_.span;
  if (sources_ == nullptr || scalar_.expansion != 0) return whole;
  const std::string_view source = sources_->slice(whole);
  const std::string_view wanted = std::string_view(scalar_.text).substr(piece.begin, piece.end - piece.begin);
  const std::size_t at = source.find(wanted, searched_);
  if (at == std::string_view::npos) return whole;
  searched_ = at + wanted.size();
  const auto begin = whole.begin + static_cast<std::uint32_t>(at);
  return {whole.file, begin, begin + static_cast<std::uint32_t>(wanted.size())};
}

}  // namespace cxsam::tmpl
