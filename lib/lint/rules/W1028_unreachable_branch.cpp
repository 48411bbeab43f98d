#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "lint/places/choice.h"
#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

constexpr std::string_view kServerless = "AWS::Serverless::";

bool is_branch(const Visit& visit) {
  const Visit* arguments = visit.parent;
  return visit.index > 0 && arguments && arguments->name == "Fn::If" && arguments->node.items.size() == 3;
}

void report(const Visit& branch, Findings& findings) {
  const std::string_view condition = branch.parent->node.items.front().text;
  Diagnostic& finding = findings.add(branch.place, fmt::format("this branch of `Fn::If` is never taken: here `{}` is always {}",
                                                               condition, branch.index == 1 ? "false" : "true"));
  finding.notes.emplace_back("The conditions on the way to this place decide it already.");
}

// An attribute of a resource other than its properties.
bool is_other_attribute(const Visit& visit) {
  const bool is_attribute = visit.parent && visit.parent->parent && !visit.parent->parent->parent;
  return is_attribute && visit.parent->parent->name == "Resources" && visit.name != "Properties";
}

bool has_choice(const Node& node) {
  return as_choice(node) || std::ranges::any_of(node.items, has_choice) ||
         std::ranges::any_of(node.members, has_choice, &Member::value);
}

using Seen = std::set<std::pair<FileId, std::uint32_t>>;

Visitor reporting(const Refused& refused, Findings& findings, Seen& seen) {
  return [&](const Visit& visit) {
    if (visit.scenario) return !is_other_attribute(visit) && !refused.holds(visit.node.span);
    const bool told = is_branch(visit) && visit.parent->scenario;
    if (told && seen.emplace(visit.place.span.file, visit.place.span.begin).second) report(visit, findings);
    return false;  // what is inside is never reached either
  };
}

/// A resource with what Globals give to it, and nothing else.
Member given_by_globals(const Node& globals, const Member& resource) {
  Node properties{.kind = Node::Kind::Map, .span = globals.span};
  const Node* own = resource.value.find("Properties");
  for (const Member& global : globals.members)
    if (!own || !own->find(global.key)) properties.members.push_back(global);
  Member entry{.key = resource.key, .key_span = resource.key_span, .value = {.kind = Node::Kind::Map, .span = globals.span}};
  if (const Member* condition = resource.value.find_member("Condition")) entry.value.members.push_back(*condition);
  entry.value.set("Properties", std::move(properties));
  return entry;
}

// Each resource that takes them has them under its own condition.
void check_globals(const CheckContext& context, const ConditionSolver& conditions, const Visitor& visitor) {
  const Node* globals = context.source.section("Globals");
  const Node* resources = context.source.section("Resources");
  if (!globals || !resources || !has_choice(*globals)) return;
  for (const Member& resource : resources->members) {
    const Node* type = resource.value.find("Type");
    if (!type || !type->is_string() || !type->text.starts_with(kServerless)) continue;
    const Node* given = globals->find(std::string_view(type->text).substr(kServerless.size()));
    if (!given || !given->is_map()) continue;
    Member section{.key = "Resources", .key_span = given->span, .value = {.kind = Node::Kind::Map, .span = given->span}};
    section.value.members.push_back(given_by_globals(*given, resource));
    Walk(section, context.sources, conditions).go(visitor);
  }
}

// A branch that only AllowedValues close may be wanted the day another value is allowed; one that contradicts the `Fn::If`
// around it never is.
void check(const CheckContext& context, Findings& findings) {
  if (!context.source.section("Conditions")) return;
  const Knowledge knowledge = context.options.dialect->tells_constants_apart ? Knowledge::FormOnly : Knowledge::Listed;
  const ConditionSolver conditions(context.source, context.options.parameters, knowledge);
  Seen seen;
  const Visitor visitor = reporting(context.refused, findings, seen);
  check_globals(context, conditions, visitor);
  for (const std::string_view section : {"Resources", "Outputs"}) walk_section(context, conditions, section, visitor);
}

}  // namespace

extern const Rule rule_W1028_unreachable_branch{
    .id = "W1028",
    .summary = "both branches of an `Fn::If` can be taken",
    .why = "A value that no deployment uses is left over, or the condition is not the one that was meant.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
