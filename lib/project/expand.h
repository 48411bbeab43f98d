// From the template that the user wrote to CloudFormation: loops, language extensions, the SAM transform.
#pragma once

#include <optional>

#include "diagnostic/diagnostic.h"
#include "document/node.h"
#include "template/parameters.h"
#include "template/template.h"

namespace cxsam::project {

struct ExpandOptions {
  const tmpl::ParameterOverrides& parameters;
  const tmpl::Environment& environment;
  bool lenient = false;  // what AWS would refuse is left out, with a warning that says so, and the rest is expanded
};

/// Expands the loops (Fn::ForEach) of a template that names AWS::LanguageExtensions. After an error it stays as it is.
void expand_loops(Node& document, const ExpandOptions& options, Sources& sources, Diagnostics& diagnostics);

/// The template after the SAM transform; nothing when it cannot be transformed.
std::optional<tmpl::Template> expand(const tmpl::Template& source, const ExpandOptions& options, Sources& sources,
                                     Diagnostics& diagnostics);

}  // namespace cxsam::project
