// From the template that the user wrote to CloudFormation: loops, language extensions, the SAM transform.
#pragma once

#include <optional>

#include "diagnostic/diagnostic.h"
#include "document/node.h"
#include "template/language_extensions.h"
#include "template/parameters.h"
#include "template/template.h"
#include "transform/transform.h"

namespace cxsam::project {

struct ExpandOptions {
  const tmpl::ParameterOverrides& parameters;
  const tmpl::Environment& environment;
  tmpl::Undecided undecided = tmpl::Undecided::Refuse;
  bool lenient = false;  // what AWS would refuse is left out, with a warning that says so, and the rest is expanded
};

/// Expands the loops (Fn::ForEach) of a template that names AWS::LanguageExtensions. After an error it stays as it is.
void expand_loops(Node& document, const ExpandOptions& options, Sources& sources, Diagnostics& diagnostics);

/// The template after the SAM transform; nothing when it cannot be transformed.
std::optional<tmpl::Template> expand(const tmpl::Template& source, const ExpandOptions& options, Sources& sources,
                                     Diagnostics& diagnostics);

/// What AWS makes of a file, as `cxsam transform` shows it: what its transform reads without a word, though it is not what the
/// user meant, is only warned of, and resources of CloudFormation may be of any form. Nothing after an error.
std::optional<Node> transform_as_aws(Sources& sources, FileId file, const transform::TransformOptions& options,
                                     tmpl::ExtensionStyle style, Diagnostics& diagnostics);

}  // namespace cxsam::project
