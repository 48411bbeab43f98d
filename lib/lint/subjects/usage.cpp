#include "lint/subjects/usage.h"

#include <algorithm>

namespace cxsam::lint {

void check_unused(const CheckContext& context, std::string_view section, std::string_view noun,
                  const std::set<std::string, std::less<>>& used, Findings& findings) {
  const Node* declared = context.source.section(section);
  if (!declared || !context.names.are_complete()) return;
  for (const Member& member : declared->members) {
    if (used.contains(member.key) || member.key.starts_with("Fn::")) continue;
    findings.add(member.key_span, std::string(noun) + " `" + member.key + "` is never used");
  }
}

std::set<std::string, std::less<>> referenced(const CheckContext& context, std::initializer_list<tmpl::Reference::Kind> kinds) {
  std::set<std::string, std::less<>> names;
  const auto add = [&](const std::vector<tmpl::Reference>& references) {
    for (const tmpl::Reference& reference : references)
      if (std::ranges::find(kinds, reference.kind) != kinds.end()) names.insert(reference.name);
  };
  for (const SectionReferences& section : context.references) add(section.references);
  add(context.stack.written_references);
  return names;
}

}  // namespace cxsam::lint
