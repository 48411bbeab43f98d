// Rewrites references after the transform: layers that got a new id, and `Ref F.Version` forms.
// Source: AWS SAM developer guide, "Referencing generated resources".
#pragma once

#include "transform/workspace.h"

namespace cxsam::transform {

/// Walks the whole working copy: Ref, Fn::GetAtt, Fn::Sub and DependsOn.
void rewrite_references(Workspace& work);

}  // namespace cxsam::transform
