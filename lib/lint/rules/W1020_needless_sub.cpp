#include <algorithm>

#include "lint/places/walk.h"
#include "lint/rule.h"
#include "template/sub_string.h"

namespace cxsam::lint {
namespace {

bool has_variables(std::string_view text) {
  const std::vector<tmpl::SubPiece> pieces = tmpl::parse_sub(text);
  return std::ranges::any_of(pieces, [](const tmpl::SubPiece& piece) { return piece.kind == tmpl::SubPiece::Kind::Name; });
}

bool is_transformed(const Node& root) {
  const Node* transform = root.find("Transform");
  const auto rewrites = [](const Node& name) {
    return name.text == "AWS::Serverless-2016-10-31" || name.text == "AWS::LanguageExtensions";
  };
  return transform && (rewrites(*transform) || std::ranges::any_of(transform->items, rewrites));
}

// Outside of the function `${!Name}` would keep its sign.
std::string hint_for(std::string_view text) {
  for (const tmpl::SubPiece& piece : tmpl::parse_sub(text))
    if (piece.kind == tmpl::SubPiece::Kind::Literal)
      return "write the plain text, with `${" + std::string(piece.text) + "}` for `${!" + std::string(piece.text) + "}`";
  return "write the plain text";
}

void check(const CheckContext& context, Findings& findings) {
  if (!context.options.dialect->reads_transformed && is_transformed(context.source.root())) return;
  for (const std::string_view section : {"Conditions", "Resources", "Outputs"})
    walk_section(context, section, [&](const Visit& visit) {
      const std::optional<Intrinsic> call = as_intrinsic(visit.node);
      if (!call || call->name != "Fn::Sub" || context.refused.holds(visit.node.span)) return true;
      const Node& argument = *call->argument;
      const Node& text = argument.items.size() == 2 && argument.items[1].is_map() ? argument.items.front() : argument;
      if (!text.is_string() || has_variables(text.text) || is_pseudo_parameter(text.text)) return true;
      findings
          .add(place_of_function(visit, context.sources),
               "`Fn::Sub` has nothing to fill in: its text names nothing by `${...}`")
          .hints.push_back(hint_for(text.text));
      return true;
    });
}

}  // namespace

extern const Rule rule_W1020_needless_sub{
    .id = "W1020",
    .summary = "the text of an `Fn::Sub` has variables",
    .why = "Without any the function does nothing; often a `$` or a brace was forgotten.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
