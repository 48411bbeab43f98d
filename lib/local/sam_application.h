// An application as `sam local start-api` serves it.
#pragma once

#include "application/application.h"

namespace cxsam::local {

/// Routes that API Gateway refuses come behind the others of their API. All APIs are in the stage of the last one, and have its
/// variables.
void serve_as_sam(application::Application& application);

}  // namespace cxsam::local
