#include <set>

#include "lint/places/walk.h"
#include "lint/rule.h"
#include "template/sub_string.h"

namespace cxsam::lint {
namespace {

bool names_something(const CheckContext& context, std::string_view name) {
  const tmpl::SubTarget target = tmpl::sub_target(name);
  if (!target.attribute.empty()) return context.source.find_resource(target.name) != nullptr;
  return context.names.is_parameter(name) || is_pseudo_parameter(name) || context.source.find_resource(name);
}

// Step Functions fills in these itself.
bool is_substituted(const Visit& visit, std::string_view name) {
  for (const Visit* outer = visit.parent; outer; outer = outer->parent)
    if (const Node* substitutions = outer->node.find("DefinitionSubstitutions"); substitutions && substitutions->find(name))
      return true;
  return false;
}

// What Step Functions cannot fill in has an id of cxsam's own, CX4002.
bool is_missing(const CheckContext& context, const Visit& visit, std::string_view name) {
  if (context.options.dialect->has_own_ids || name.find(' ') != std::string_view::npos) return false;
  const Visit* outer = &visit;
  while (outer && outer->name != "DefinitionString") outer = outer->parent;
  return outer;
}

void check(const CheckContext& context, Findings& findings) {
  walk_template(context, [&](const Visit& visit) {
    if (visit.name == "Fn::Sub") return false;
    if (!visit.node.is_string() || visit.node.text.find("${") == std::string::npos) return true;
    std::set<std::string_view> reported;
    for (const tmpl::SubPiece& piece : tmpl::parse_sub(visit.node.text)) {
      if (piece.kind != tmpl::SubPiece::Kind::Name ||
          !(names_something(context, piece.text) || is_missing(context, visit, piece.text)) ||
          is_substituted(visit, piece.text))
        continue;
      if (!reported.insert(piece.text).second) continue;
      findings.add(visit.place, "`${" + std::string(piece.text) + "}` is not filled in: the text stands outside of `Fn::Sub`")
          .hints.emplace_back("write `!Sub` before the text");
    }
    return true;
  });
}

}  // namespace

extern const Rule rule_E1029_variable_without_sub{
    .id = "E1029",
    .summary = "texts with variables stand in `Fn::Sub`",
    .why = "Without the function `${Name}` stays as it is written.",
    .check = check,
};

}  // namespace cxsam::lint
