// One template and everything that is known of it, loaded the same way by every command and by reload.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "application/application.h"
#include "artifacts/artifacts.h"
#include "base/result.h"
#include "template/parameters.h"
#include "template/resolver.h"
#include "template/resource_graph.h"
#include "template/template.h"

namespace cxsam::project {

struct LoadOptions {
  std::filesystem::path template_path;
  tmpl::ParameterOverrides parameters;
  tmpl::Environment environment;
  bool model_application = true;  // false leaves `application` empty: for commands that run nothing
};

/// Immutable after load(); shared with requests in flight during a reload.
struct Project {
  std::filesystem::path template_path;
  tmpl::Environment environment;
  std::map<std::string, Node, std::less<>> parameters;  // as tmpl::parameter_values() gives them
  tmpl::Template source;                                // as the user wrote it, but for loops (Fn::ForEach), which are expanded
  std::vector<tmpl::Reference> written_references;      // where there were loops: those of the template before
  tmpl::Template expanded;                              // after the transform; the source itself when that failed
  tmpl::ResourceGraph graph;
  std::vector<artifacts::Artifact> artifacts;
  application::Application application;
};

/// Reads, transforms and models a template that is already in `sources`. Findings go to `diagnostics`; nothing is returned
/// only when there is no document at all.
std::optional<Project> load(Sources& sources, FileId file, const LoadOptions& options, Diagnostics& diagnostics);

/// The template that a command means: the given path, else template.yaml, template.yml, template.json in `folder`; for
/// `built_first` .aws-sam/build/template.yaml comes before these. The error reads as SAM CLI's.
/// Source: SAM CLI, `--template-file`.
Result<std::filesystem::path> find_template(const std::filesystem::path& folder, const std::optional<std::string>& given,
                                            bool built_first);

}  // namespace cxsam::project
