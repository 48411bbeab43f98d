#include "lint/subjects/usage.h"

#include <algorithm>

#include "lint/places/walk.h"

namespace cxsam::lint {

void check_unused(const CheckContext& context, std::string_view section, std::string_view noun,
                  const std::set<std::string, std::less<>>& used, Findings& findings) {
  const Node* declared = context.source.section(section);
  if (!declared || !context.names.are_complete()) return;
  const bool passes_loops = context.options.dialect->tells_loops_once;
  for (const Member& member : declared->members) {
    if (used.contains(member.key) || (member.key.starts_with("Fn::") && (passes_loops || member.key == "Fn::Transform")))
      continue;
    findings.add(member.key_span, std::string(noun) + " `" + member.key + "` is never used");
  }
}

namespace {

using Kind = tmpl::Reference::Kind;

// Of a resource or an output.
bool is_attribute(const Visit& visit) { return visit.parent && visit.parent->parent && !visit.parent->parent->parent; }

// What was meant to be used where it is not as it stands: by a function beside other keys or with too few arguments, by an
// output without a value. That is told already.
void add_written(const CheckContext& context, Kind kind, std::set<std::string, std::less<>>& names) {
  const std::string_view key = kind == Kind::Ref ? "Ref" : "Fn::If";
  walk_template(context, [&](const Visit& visit) {
    if (kind == Kind::Condition && is_attribute(visit) && visit.name == "Condition") names.insert(visit.node.text);
    if (visit.name != key) return true;
    const Node& name = kind == Kind::Ref || visit.node.items.empty() ? visit.node : visit.node.items.front();
    if (name.is_string()) names.insert(name.text);
    return true;
  });
}

}  // namespace

std::set<std::string, std::less<>> referenced(const CheckContext& context, std::initializer_list<Kind> kinds) {
  std::set<std::string, std::less<>> names;
  const auto add = [&](const std::vector<tmpl::Reference>& references) {
    for (const tmpl::Reference& reference : references)
      if (std::ranges::find(kinds, reference.kind) != kinds.end()) names.insert(reference.name);
  };
  for (const SectionReferences& section : context.references) add(section.references);
  add(context.stack.written_references);
  if (std::ranges::find(kinds, Kind::Ref) != kinds.end()) add_written(context, Kind::Ref, names);
  if (std::ranges::find(kinds, Kind::Condition) != kinds.end()) add_written(context, Kind::Condition, names);
  return names;
}

}  // namespace cxsam::lint
