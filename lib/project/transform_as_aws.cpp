#include <algorithm>
#include <iterator>

#include "document/reader.h"
#include "project/expand.h"

namespace cxsam::project {
namespace {

std::optional<Node> read(Sources& sources, FileId file, Diagnostics& diagnostics) {
  Diagnostics found;
  auto document = read_document(sources, file, found, {.last_key_counts = true});
  for (Diagnostic& finding : found.items()) {
    if (finding.id == "CX0001" && document) finding.severity = Severity::Warning;  // `!Name` is `Fn::Name`
    diagnostics.items().push_back(std::move(finding));
  }
  return document;
}

/// A section without a value is no mistake to AWS's transform, but for the resources.
bool is_empty_section(const Diagnostic& finding, const Node& root) {
  return std::ranges::any_of(root.members, [&](const Member& section) {
    return section.value.is_null() && section.key != "Resources" && section.key_span.begin == finding.where.begin;
  });
}

}  // namespace

std::optional<Node> transform_as_aws(Sources& sources, FileId file, const transform::TransformOptions& options,
                                     tmpl::ExtensionStyle style, Diagnostics& diagnostics) {
  auto document = read(sources, file, diagnostics);
  if (document && tmpl::names_language_extensions(*document))
    document = tmpl::expand_language_extensions(std::move(*document), options.parameters, options.environment, style,
                                                tmpl::Undecided::Refuse, sources, diagnostics);
  if (!document) return std::nullopt;
  Diagnostics shapes;
  const tmpl::Template source = tmpl::Template::from(std::move(*document), shapes);
  // Sections must be there. Whether every resource of CloudFormation is well-formed is what `validate` says.
  std::ranges::copy_if(shapes.items(), std::back_inserter(diagnostics.items()), [&](const Diagnostic& finding) {
    return finding.id == "E0000" || (finding.id == "E1001" && !is_empty_section(finding, source.root()));
  });
  if (diagnostics.has_errors()) return std::nullopt;
  return transform::transform(source, options, sources, diagnostics);
}

}  // namespace cxsam::project
