#include "project/read_stack.h"

#include <utility>
#include <vector>

#include "project/documents.h"
#include "project/expand.h"
#include "template/language_extensions.h"

namespace cxsam::project {
namespace {

/// What the template becomes, with the documents that have files of their own in place.
tmpl::Template expand_with(const Documents& documents, const Request& request, const tmpl::Template& source,
                           const ExpandOptions& how, Diagnostics& findings) {
  Diagnostics reported_already;
  std::optional<tmpl::Template> included;
  if (auto root = with_includes(source.root(), documents)) included = tmpl::Template::from(std::move(*root), reported_already);
  const tmpl::Template& whole = included ? *included : source;
  std::optional<tmpl::Template> expanded;
  if (request.expanded) expanded = expand(whole, how, documents.sources, findings);
  const Node& root = expanded ? expanded->root() : whole.root();
  if (auto defined = with_definitions(root, documents)) return tmpl::Template::from(std::move(*defined), reported_already);
  return expanded ? std::move(*expanded) : tmpl::Template::from(root, reported_already);
}

}  // namespace

void read_stack(const Request& request, Sources& sources, Node document, const tmpl::ParameterOverrides& parameters,
                Stack& stack, Diagnostics& findings) {
  const bool lenient = request.need == Need::Running;
  const bool only_shown = request.need == Need::Deployment || !request.expanded;
  const ExpandOptions how{parameters, stack.environment, only_shown ? tmpl::Undecided::MakeUp : tmpl::Undecided::Refuse,
                          lenient};
  if (tmpl::names_language_extensions(document)) {
    stack.written_references = tmpl::references_in(document);
    for (tmpl::Reference& reference : stack.written_references) reference.node = nullptr;  // its node may be gone
    expand_loops(document, how, sources, findings);
  }
  stack.source = tmpl::Template::from(std::move(document), findings);
  stack.parameters = tmpl::parameter_values(stack.source, parameters, stack.environment, findings);
  stack.paths = artifacts::find_paths(tmpl::Resolver(stack.source, stack.parameters));
  const std::vector<artifacts::Artifact> none;  // a text that is no file has no folder
  const Documents documents{.artifacts = request.text ? none : stack.paths.known,
                            .folder = stack.template_path.parent_path(),
                            .sources = sources,
                            .findings = findings};
  stack.expanded = expand_with(documents, request, stack.source, how, findings);
  stack.graph = tmpl::ResourceGraph::from(stack.expanded, &sources);
}

std::map<std::string, Node, std::less<>> known_outputs(const Stack& stack, const tmpl::Resolver& resolver) {
  std::map<std::string, Node, std::less<>> known;
  const Node* outputs = stack.expanded.section("Outputs");
  if (outputs == nullptr) return known;
  for (const Member& output : outputs->members) {
    const Node* condition = output.value.find("Condition");
    if (condition != nullptr && condition->is_string() && resolver.condition(condition->text) == false) continue;
    const Node* value = output.value.find("Value");
    if (value == nullptr) continue;
    tmpl::Resolved resolved = resolver.resolve(*value);
    if (resolved.known == tmpl::Known::Yes) known.emplace(output.key, std::move(resolved.value));
  }
  return known;
}

}  // namespace cxsam::project
