// The local paths of a template where their values depend on parameters.
#pragma once

#include <string>
#include <vector>

#include "artifacts/artifacts.h"
#include "base/result.h"
#include "template/resolver.h"

namespace cxsam::artifacts {

/// A property that may hold a local path, which only the deployment decides: `CodeUri: !Ref Folder` without a value for
/// `Folder`.
struct UnknownPath {
  Artifact artifact;               // its `path` is empty
  std::vector<std::string> needs;  // the names of parameters, conditions, mappings, ... that it depends on
};

/// A property whose value is known and no local path.
struct Elsewhere {
  Artifact artifact;  // its `path` is empty
  Node value;
};

struct Paths {
  std::vector<Artifact> known;
  std::vector<UnknownPath> unknown;
  std::vector<Elsewhere> in_s3;  // URLs of objects
  /// Neither a local path nor a place in S3: a number, a list, `s3://bucket` without a key, another URL.
  std::vector<Elsewhere> misplaced;
};

/// All local paths of the resolver's template, Globals merged and intrinsic functions evaluated. S3 locations, URLs and dynamic
/// references are none, nor is what can become nothing else (`!Sub s3://${Bucket}/key`). Of a resource whose condition is false
/// nothing is unknown.
Paths find_paths(const tmpl::Resolver& resolver);

/// "`CodeUri` of `F` is not known before deployment: it depends on `Folder`", and what to do.
Error why_unknown(const UnknownPath& path);

}  // namespace cxsam::artifacts
