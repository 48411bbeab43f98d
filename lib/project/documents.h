// Documents that have files of their own: what `AWS::Include` names, and the OpenAPI definitions of APIs.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "artifacts/artifacts.h"
#include "diagnostic/diagnostic.h"
#include "document/node.h"

namespace cxsam::project {

/// Where the documents of a template are, and what is found in them. `artifacts` are the template's; `folder` is its own, as
/// messages name it. A file that cannot be used is a finding of id CX0003, and what names it stays as it is.
struct Documents {
  const std::vector<artifacts::Artifact>& artifacts;
  std::filesystem::path folder;
  Sources& sources;
  Diagnostics& findings;
};

/// Whether the document is one that comes into the template.
bool is_placed(const artifacts::Artifact& artifact);

/// The template with what AWS::Include names in its place; nothing when it names no local file. AWS includes before the SAM
/// transform, which therefore sees it. Source: AWS CloudFormation template reference, "AWS::Include transform".
std::optional<Node> with_includes(const Node& root, const Documents& documents);

/// The template, before or after the SAM transform, in which each API whose definition is a local file (DefinitionUri,
/// BodyS3Location) has that document as its body; nothing when there is no such API. On AWS API Gateway reads the file, so that
/// the transform does not see it, and intrinsic functions in it are not evaluated: that is warned of.
std::optional<Node> with_definitions(const Node& root, const Documents& documents);

}  // namespace cxsam::project
