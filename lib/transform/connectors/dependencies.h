// DependsOn and connectors: what must wait for the permissions that a connector makes.
// Source: AWS SAM developer guide, "AWS SAM connector reference", "DependsOn".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transform/workspace.h"

namespace cxsam::transform {

/// The event source mapping by which `function` reads `source` waits for what a connector made.
struct ConnectorWait {
  std::string source;
  std::string function;
  std::vector<std::string> made;
};

/// Noted by connectors, settled by settle_dependencies().
struct ConnectorWaits {
  std::vector<ConnectorWait> all;
};

/// Adds to the DependsOn of a resource.
void add_dependencies(Node& resource, const std::vector<std::string>& ids);

/// After all connectors: `DependsOn: Connector` becomes what the connector made, and event source mappings wait for the
/// permission to read.
void settle_dependencies(Workspace& work);

}  // namespace cxsam::transform
