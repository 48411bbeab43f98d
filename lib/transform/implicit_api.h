// The APIs that SAM makes for events that name none: ServerlessRestApi and ServerlessHttpApi.
// Source: AWS SAM developer guide, "Api" and "HttpApi" event sources, "generated resources".
#pragma once

#include "template/implicit_api.h"
#include "transform/workspace.h"

namespace cxsam::transform {

using tmpl::kImplicitHttpApi;
using tmpl::kImplicitRestApi;

/// Adds the implicit APIs that events need to the working copy, with the condition and the deletion policies that
/// follow from the functions. Runs before Globals are merged, so that these reach the new APIs too.
void add_implicit_apis(Workspace& work);

/// Starts the OpenAPI document of every API that has no definition of its own.
void prepare_definitions(Workspace& work);

}  // namespace cxsam::transform
