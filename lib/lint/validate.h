// From a file, or a text, to its findings: what `cxsam validate` does for each template.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lint/context.h"
#include "lint/settings/custom_rules.h"
#include "lint/settings/settings.h"
#include "template/parameters.h"

namespace cxsam::lint {

struct Request {
  facts::Limits limits;
  std::string profile;  // the limits' name
  std::string today;    // ISO date
  tmpl::ParameterOverrides parameters;
  tmpl::Environment environment;
  Settings settings;       // of the command line
  Settings file_settings;  // weaker than a template's own
  std::vector<CustomRule> custom_rules;
  const Dialect* dialect = &kCxsam;
};

/// Something to check. Without `text` the file is read.
struct Input {
  /// How sure it is a template. What is none is passed over.
  enum class Kind : std::uint8_t {
    Template,  // whatever it holds
    Named,     // by its path, as a hook names every YAML and JSON file: one when it looks as if it was meant as one
    Found      // in a folder: one when it has the shape of one
  };

  std::filesystem::path path;
  std::optional<std::string> text;
  Kind kind = Kind::Found;
};

/// The findings of one input, sorted, each once. `sources` has the texts that they point into.
struct Report {
  std::filesystem::path path;
  Sources sources;
  Diagnostics diagnostics;
  std::optional<tmpl::Template> source;  // nothing when there is no document to go on with
  bool passed_over = false;              // it is no template
  std::optional<Error> failure;          // it could not be read at all
};

Report validate(const Input& input, const Request& request);

/// In the order of the inputs. Many inputs are spread over the processors.
std::vector<Report> validate_all(std::span<const Input> inputs, const Request& request);

/// The files below `folder` that may be templates: .yaml, .yml, .json, .template; hidden folders, build output and installed
/// modules are left out. Sorted.
std::vector<std::filesystem::path> find_candidates(const std::filesystem::path& folder);

}  // namespace cxsam::lint
