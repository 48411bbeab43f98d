// Documents of APIs that stand elsewhere: AWS puts in what `AWS::Include` names before it transforms the template.
// Source: AWS CloudFormation user guide, "AWS::Include transform": transforms are processed from the deepest outward.
#pragma once

#include <string_view>

#include "transform/workspace.h"

namespace cxsam::transform::openapi {

/// True where a DefinitionBody, or its paths, come from an Fn::Transform, so that nothing of them is known here. False where
/// locations must be in S3: the translator alone refuses to write into such a document.
inline bool is_included(const Workspace& work, const Node* body) {
  if (!body || work.options.artifacts == ArtifactPaths::Required) return false;
  const Node* paths = body->find("paths");
  return body->find("Fn::Transform") || (paths && paths->find("Fn::Transform"));
}

}  // namespace cxsam::transform::openapi
