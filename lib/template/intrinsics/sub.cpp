// Fn::Sub: `${Name}`, `${Resource.Attribute}` and own variables in a text. What is unknown stays `${Name}`.
#include <map>
#include <set>

#include "template/evaluation.h"
#include "template/intrinsics.h"
#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

/// The second item of the long form: variables that hold for this text only.
struct Variables {
  Node map = make_map();  // evaluated
  std::vector<Resolved> values;
  std::map<std::string, std::size_t, std::less<>> indexes;  // of `map` and `values`

  [[nodiscard]] const Resolved* find(std::string_view name) const {
    const auto index = indexes.find(name);
    return index == indexes.end() ? nullptr : &values[index->second];
  }
};

Variables evaluate_variables(const Node& map, const Resolver& resolver) {
  Variables variables;
  variables.map = make_map({}, map);
  for (const Member& member : map.members) {
    variables.indexes.try_emplace(member.key, variables.values.size());
    variables.values.push_back(resolver.resolve(member.value));
    variables.map.members.push_back({member.key, member.key_span, variables.values.back().value});
  }
  return variables;
}

std::optional<std::string> text_of(const std::optional<Node>& node) {
  if (!node) return std::nullopt;
  const std::optional<std::string_view> text = node->as_text();
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<std::string> value_of(std::string_view name, const Resolver& resolver) {
  const SubTarget target = sub_target(name);
  if (target.attribute.empty()) return text_of(value_of_name(name, resolver));
  return text_of(value_of_attribute(target.name, target.attribute, resolver));
}

/// Puts the known values into the text. What is unknown stays `${Name}`, and the known text between such names is escaped
/// as a whole: `$`, an empty value and `{x}` must not become a name where they meet.
class Substitution {
 public:
  Substitution(const Node& text, const Variables& variables, const Resolver& resolver)
      : text_(text), variables_(variables), resolver_(resolver) {
    for (const SubPiece& piece : parse_sub(text.text)) add(piece);
  }

  [[nodiscard]] bool complete() const { return blockers.empty(); }
  /// False when the result is too long, or is no text that Fn::Sub could express.
  [[nodiscard]] bool usable() const { return expressible_ && size_ <= kMaxText; }
  [[nodiscard]] std::string text() const { return rest_ + (complete() ? run_ : escape_sub(run_)); }

  std::vector<Span> blockers;
  std::vector<std::string_view> kept;  // variables of the map that the rest still needs

 private:
  void add(const SubPiece& piece) {
    if (piece.kind == SubPiece::Kind::Text) return add_known(piece.text);
    if (piece.kind == SubPiece::Kind::Literal) return add_known("${" + std::string(piece.text) + "}");
    const Resolved* own = variables_.find(piece.text);
    std::optional<std::string> value;
    if (own == nullptr) value = value_of(piece.text, resolver_);
    if (own != nullptr && own->known == Known::Yes) value = text_of(own->value);
    if (value) return add_known(*value);
    add_unknown(piece);
    if (own != nullptr) kept.push_back(piece.text);
    const bool own_blockers = own != nullptr && own->known == Known::No;
    const std::vector<Span> found = own_blockers ? own->blockers : std::vector{text_.span};
    blockers.insert(blockers.end(), found.begin(), found.end());
  }

  void add_known(std::string_view value) {
    size_ += value.size();
    if (size_ <= kMaxText) run_ += value;
  }

  void add_unknown(const SubPiece& piece) {
    expressible_ = expressible_ && !ends_within_name(run_);
    rest_ += escape_sub(run_);
    run_.clear();
    rest_ += text_.text.substr(piece.begin, piece.end - piece.begin);
  }

  /// A `${` that the next `}` would end.
  static bool ends_within_name(std::string_view text) {
    const std::vector<SubPiece> pieces = parse_sub(text);
    return !pieces.empty() && pieces.back().kind == SubPiece::Kind::Text && pieces.back().text.find("${") != std::string::npos;
  }

  const Node& text_;
  const Variables& variables_;
  const Resolver& resolver_;
  std::string rest_;      // up to the last unknown name, escaped
  std::string run_;       // the known text behind it
  std::size_t size_ = 0;  // of all known text
  bool expressible_ = true;
};

/// The Fn::Sub that is left over: in the short form when it needs no variables.
Node remaining(const Node& argument, const Node& text, const Substitution& substitution, const Variables& variables) {
  Node rest = make_string(substitution.text(), text);
  if (substitution.kept.empty()) return rest;
  Node map = make_map({}, variables.map);
  std::set<std::string_view> done;
  for (const std::string_view name : substitution.kept)
    if (done.insert(name).second) map.members.push_back(variables.map.members[variables.indexes.find(name)->second]);
  return make_list({std::move(rest), std::move(map)}, argument);
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const bool long_form = argument.is_list() && argument.items.size() == 2 && argument.items[1].is_map();
  const Node& text = long_form ? argument.items[0] : argument;
  if (!text.is_string()) return unknown(node);
  const Variables variables = long_form ? evaluate_variables(argument.items[1], resolver) : Variables{};

  const Substitution substitution(text, variables, resolver);
  if (!substitution.usable()) return unknown(node);
  if (substitution.complete()) return known(make_string(substitution.text()), node);
  return unknown(node, remaining(argument, text, substitution, variables), substitution.blockers);
}

}  // namespace

extern const IntrinsicFunction intrinsic_sub{"Fn::Sub", evaluate};

}  // namespace cxsam::tmpl
