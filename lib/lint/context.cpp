#include "lint/context.h"

#include "base/text.h"
#include "lint/settings/regions.h"

namespace cxsam::lint {
namespace {

std::vector<SectionReferences> references_by_section(const tmpl::Template& source) {
  std::vector<SectionReferences> sections;
  for (const Member& member : source.root().members) {
    sections.push_back({member.key, tmpl::references_in(member.value)});
    // CloudFormation is lenient with blanks in `${ Name }`.
    for (tmpl::Reference& reference : sections.back().references) reference.name = trim(reference.name);
    sections.back().references.shrink_to_fit();  // all rules go through them
  }
  return sections;
}

}  // namespace

CheckContext make_context(Sources& sources, const project::Stack& stack, const tmpl::Resolver& resolver,
                          const Options& options) {
  CheckContext context{.sources = sources,
                       .stack = stack,
                       .source = stack.source,
                       .resolver = resolver,
                       .options = options,
                       .names = Names(stack.source, stack.expanded, *options.dialect),
                       .conditions = ConditionSolver(stack.source, options.parameters),
                       .bindings = ResourceBindings(stack.source, regions_of(options, stack)),
                       .functions = find_functions(stack.source, options.dialect->shared_key),
                       .references = references_by_section(stack.source)};
  for (const Member& section : stack.source.root().members) context.walks.emplace_back(section, sources, context.conditions);
  return context;
}

}  // namespace cxsam::lint
