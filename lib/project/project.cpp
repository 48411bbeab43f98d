#include "project/project.h"

#include <algorithm>
#include <map>

#include "document/reader.h"
#include "transform/transform.h"

namespace cxsam::project {
namespace {

bool names_language_extensions(const Node* transform) {
  if (!transform) return false;
  const auto is_it = [](const Node& name) { return name.as_string() == "AWS::LanguageExtensions"; };
  return is_it(*transform) || std::ranges::any_of(transform->items, is_it);
}

void warn_of_language_extensions(const tmpl::Template& source, Diagnostics& diagnostics) {
  const Member* transform = source.root().find_member("Transform");
  if (!transform || !names_language_extensions(&transform->value)) return;
  Diagnostic& finding = diagnostics.warning("", transform->value.span, "`AWS::LanguageExtensions` is not expanded yet");
  finding.notes.push_back("`Fn::ForEach`, `Fn::Length` and `Fn::ToJsonString` stay as they are written.");
}

/// The template after the SAM transform; its source when that cannot be transformed.
tmpl::Template expand(const tmpl::Template& source, const LoadOptions& options, Sources& sources, Diagnostics& diagnostics) {
  const transform::TransformOptions how{.environment = options.environment,
                                        .parameters = options.parameters,
                                        .artifacts = transform::ArtifactPaths::StandIn,
                                        .managed_policies = {}};
  auto made = transform::transform(source, how, sources, diagnostics);
  Diagnostics reported_already;  // the shapes of sections were judged when the source was read
  return tmpl::Template::from(made ? std::move(*made) : source.root(), reported_already);
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
  tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
  warn_of_language_extensions(source, diagnostics);
  auto values = tmpl::parameter_values(source, options.parameters, options.environment, diagnostics);
  tmpl::Template expanded = expand(source, options, sources, diagnostics);

  application::Application application;
  if (options.model_application) application = model(expanded, std::move(values), options.environment, diagnostics);
  tmpl::ResourceGraph graph = tmpl::ResourceGraph::from(expanded, &sources);
  std::vector<artifacts::Artifact> artifacts = artifacts::find_artifacts(source);
  return Project{.template_path = options.template_path,
                 .environment = options.environment,
                 .source = std::move(source),
                 .expanded = std::move(expanded),
                 .graph = std::move(graph),
                 .artifacts = std::move(artifacts),
                 .application = std::move(application)};
}

}  // namespace cxsam::project
