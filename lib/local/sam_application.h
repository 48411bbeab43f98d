// An application as `sam local start-api` serves it.
#pragma once

#include "project/project.h"

namespace cxsam::local {

/// Routes that API Gateway refuses come behind the others of their API, as do those of events whose API has a document without
/// them. All APIs are in the stage of the last one, and have its variables and its CORS, and the binary media types of all; the
/// stage has no name ("") where an HTTP API of SAM is given none. Of the same route in several APIs the last one's is left.
void serve_as_sam(project::Project& project);

}  // namespace cxsam::local
