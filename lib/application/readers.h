// The readers of one kind of resource each. They append to the application in template order.
#pragma once

#include "application/application.h"
#include "application/live_resources.h"

namespace cxsam::application {

void read_layers(const LiveResources& resources, Application& application);
/// After read_layers(): functions name layers.
void read_functions(const LiveResources& resources, Diagnostics& diagnostics, Application& application);
/// After read_functions(): integrations name functions.
void read_rest_apis(const LiveResources& resources, Diagnostics& diagnostics, Application& application);
void read_http_apis(const LiveResources& resources, Diagnostics& diagnostics, Application& application);
void read_websocket_apis(const LiveResources& resources, Diagnostics& diagnostics, Application& application);
/// Event sources, nested stacks and what else a template may ask for that does not run locally yet.
void read_unsupported(const LiveResources& resources, Application& application);

}  // namespace cxsam::application
