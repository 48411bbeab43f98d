// .aws-sam/build.toml: which definitions were built, in SAM CLI's form, so that both tools can work in one folder.
#pragma once

#include <span>
#include <string>

#include "build/definition.h"

namespace cxsam::build {

/// With `hashes` (`--cached`) manifests have theirs; those of sources are left empty: SAM CLI computes its own and takes an
/// empty one for changed.
std::string render_build_toml(std::span<const Definition> definitions, bool hashes);

}  // namespace cxsam::build
