// Who may call a REST API at all.
#pragma once

#include "application/application.h"

namespace cxsam::application {

/// Gives the API's routes its policy from a map or from JSON text; null is none. One that cannot be read is named in
/// `unsupported`. The short form of resources, `execute-api:/stage/GET/path`, is written out. Source: API Gateway developer
/// guide, "Access policy language overview for Amazon API Gateway".
void read_resource_policy(const Node* node, Api& api, Application& application);

}  // namespace cxsam::application
