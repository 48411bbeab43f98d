// What the options of kTemplateFile, kParameterOverrides and kRegion (cli/options.h) say together.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "config/options.h"
#include "template/parameters.h"

namespace cxsam::cli {

/// The template that a command works on, and what it is read for.
struct TemplateChoice {
  std::optional<std::string> file;      // nothing: the one of this folder, see project::find_template()
  tmpl::ParameterOverrides parameters;  // of the root template
  tmpl::Environment environment;
};

/// Commands that lack one of the options get its default. The error is a word of `--parameter-overrides` that is no value.
Result<TemplateChoice> read_template_choice(const config::Values& values);

/// What is wrong with `--parameter-overrides`, wherever its words come from.
std::optional<Error> fault_of_overrides(const config::Values& values);

}  // namespace cxsam::cli
