// Fn::Sub: `${Name}`, `${Resource.Attribute}` and own variables in a text. What is unknown stays `${Name}`.
#include "template/evaluation.h"
#include "template/intrinsics.h"
#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

/// The second item of the long form: variables that hold for this text only.
struct Variables {
  Node map = make_map();  // evaluated
  std::vector<Resolved> values;

  [[nodiscard]] const Resolved* find(std::string_view name) const {
    for (std::size_t i = 0; i < values.size(); ++i)
      if (map.members[i].key == name) return &values[i];
    return nullptr;
  }
};

Variables evaluate_variables(const Node& map, const Resolver& resolver) {
  Variables variables;
  variables.map = make_map({}, map);
  for (const Member& member : map.members) {
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

/// Builds the text twice at once: as it reads when all is known, and as an Fn::Sub that is left over.
class Substitution {
 public:
  Substitution(const Node& text, const Variables& variables, const Resolver& resolver)
      : text_(text), variables_(variables), resolver_(resolver) {}

  void run() {
    for (const SubPiece& piece : parse_sub(text_.text)) add(piece);
  }

  [[nodiscard]] bool too_long() const { return plain.size() > kMaxText; }

  std::string plain;
  std::string rest;
  std::vector<Span> blockers;
  std::vector<std::string_view> kept;  // variables of the map that the rest still needs

 private:
  void add(const SubPiece& piece) {
    if (piece.kind != SubPiece::Kind::Name) {
      const bool literal = piece.kind == SubPiece::Kind::Literal;
      add_known(literal ? "${" + std::string(piece.text) + "}" : std::string(piece.text));
      return;
    }
    const Resolved* own = variables_.find(piece.text);
    std::optional<std::string> value;
    if (own == nullptr) value = value_of(piece.text, resolver_);
    if (own != nullptr && own->known == Known::Yes) value = text_of(own->value);
    if (value) return add_known(*value);
    rest += text_.text.substr(piece.begin, piece.end - piece.begin);
    if (own != nullptr) kept.push_back(piece.text);
    if (own != nullptr && own->known == Known::No)
      blockers.insert(blockers.end(), own->blockers.begin(), own->blockers.end());
    else
      blockers.push_back(text_.span);
  }

  void add_known(const std::string& value) {
    if (too_long()) return;
    plain += value;
    rest += escape_sub(value);
  }

  const Node& text_;
  const Variables& variables_;
  const Resolver& resolver_;
};

/// The Fn::Sub that is left over: in the short form when it needs no variables.
Node remaining(const Node& argument, const Node& text, const Substitution& substitution, const Variables& variables) {
  Node rest = make_string(substitution.rest, text);
  if (substitution.kept.empty()) return rest;
  Node map = make_map({}, variables.map);
  for (const std::string_view name : substitution.kept)
    if (map.find(name) == nullptr) map.members.push_back(*variables.map.find_member(name));
  return make_list({std::move(rest), std::move(map)}, argument);
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const bool long_form = argument.is_list() && argument.items.size() == 2 && argument.items[1].is_map();
  const Node& text = long_form ? argument.items[0] : argument;
  if (!text.is_string()) return unknown(node);
  const Variables variables = long_form ? evaluate_variables(argument.items[1], resolver) : Variables{};

  Substitution substitution(text, variables, resolver);
  substitution.run();
  if (substitution.too_long()) return unknown(node);
  if (substitution.blockers.empty()) return known(make_string(std::move(substitution.plain)), node);
  return unknown(node, remaining(argument, text, substitution, variables), substitution.blockers);
}

}  // namespace

extern const IntrinsicFunction intrinsic_sub{"Fn::Sub", evaluate};

}  // namespace cxsam::tmpl
