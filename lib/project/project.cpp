#include "project/project.h"

#include <algorithm>
#include <map>

#include "document/reader.h"
#include "template/language_extensions.h"
#include "transform/transform.h"

namespace cxsam::project {
namespace {

/// Expands the loops of a template that names AWS::LanguageExtensions, and returns what it referred to before.
std::vector<tmpl::Reference> expand_loops(Node& document, const LoadOptions& options, Sources& sources,
                                          Diagnostics& diagnostics) {
  if (!tmpl::names_language_extensions(document)) return {};
  std::vector<tmpl::Reference> written = tmpl::references_in(document);
  for (tmpl::Reference& reference : written) reference.node = nullptr;  // its node may be gone
  Node expanded = document;
  if (tmpl::expand_loops(expanded, options.parameters, options.environment, sources, diagnostics)) {
    document = std::move(expanded);
  }
  return written;
}

/// What the SAM transform gets: the template after its language extensions. Nothing when that failed.
std::optional<tmpl::Template> extended(const tmpl::Template& source, const LoadOptions& options, Sources& sources,
                                       Diagnostics& diagnostics) {
  Diagnostics reported_already;  // the shapes of sections were judged when the source was read
  auto root = tmpl::expand_language_extensions(source.root(), options.parameters, options.environment,
                                               tmpl::ExtensionStyle::CloudFormation, sources, diagnostics);
  if (!root) return std::nullopt;
  return tmpl::Template::from(std::move(*root), reported_already);
}

/// What the reading of the template says of a place, the transform need not say again.
void drop_repeated(Diagnostics& diagnostics) {
  const auto is_shape = [](const Diagnostic& finding) {
    return finding.id == "E1001" || finding.id == "E3001" || finding.id == "E3012";
  };
  const std::vector<Diagnostic> all = diagnostics.items();
  std::erase_if(diagnostics.items(), [&](const Diagnostic& finding) {
    return finding.id == "E0001" &&
           std::ranges::any_of(all, [&](const Diagnostic& other) { return is_shape(other) && other.where == finding.where; });
  });
}

/// The template after the SAM transform; its source when that cannot be transformed.
tmpl::Template expand(const tmpl::Template& source, const LoadOptions& options, Sources& sources, Diagnostics& diagnostics) {
  const transform::TransformOptions how{.environment = options.environment,
                                        .parameters = options.parameters,
                                        .artifacts = transform::ArtifactPaths::StandIn,
                                        .managed_policies = {}};
  std::optional<Node> made;
  if (!tmpl::names_language_extensions(source.root())) {
    made = transform::transform(source, how, sources, diagnostics);
  } else if (const auto extensions = extended(source, options, sources, diagnostics)) {
    made = transform::transform(*extensions, how, sources, diagnostics);
  }
  if (!made) drop_repeated(diagnostics);
  Diagnostics reported_already;  // the shapes of sections were judged when the source was read
  if (!made) return tmpl::Template::from(source.root(), reported_already);
  return tmpl::Template::from(std::move(*made), reported_already);
}

application::Application model(const tmpl::Template& expanded, std::map<std::string, Node, std::less<>> values,
                               const tmpl::Environment& environment, Diagnostics& diagnostics) {
  const tmpl::Resolver names(expanded, values);
  const tmpl::Resolver resolver(expanded, std::move(values), application::physical_value(environment, names));
  return application::read_application(resolver, diagnostics);
}

}  // namespace

std::optional<Project> load(Sources& sources, FileId file, const LoadOptions& options, Diagnostics& diagnostics) {
  auto document = read_document(sources, file, diagnostics);
  if (!document) return std::nullopt;
  std::vector<tmpl::Reference> written_references = expand_loops(*document, options, sources, diagnostics);
  tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
  auto values = tmpl::parameter_values(source, options.parameters, options.environment, diagnostics);
  tmpl::Template expanded = expand(source, options, sources, diagnostics);

  application::Application application;
  if (options.model_application) application = model(expanded, values, options.environment, diagnostics);
  tmpl::ResourceGraph graph = tmpl::ResourceGraph::from(expanded, &sources);
  std::vector<artifacts::Artifact> artifacts = artifacts::find_artifacts(source);
  return Project{.template_path = options.template_path,
                 .environment = options.environment,
                 .parameters = std::move(values),
                 .source = std::move(source),
                 .written_references = std::move(written_references),
                 .expanded = std::move(expanded),
                 .graph = std::move(graph),
                 .artifacts = std::move(artifacts),
                 .application = std::move(application)};
}

}  // namespace cxsam::project
