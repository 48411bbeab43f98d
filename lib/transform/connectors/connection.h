// The resources that let one end of a connector use the other: a policy, or permissions to call a function.
#pragma once

#include <string>
#include <vector>

#include "transform/connectors/grant.h"

namespace cxsam::transform {

using Categories = std::vector<std::string>;

struct Connection {
  std::string id;      // of the connector: ids of what it makes start with it
  std::string suffix;  // and end with this
  const Ends& ends;
  const facts::ConnectorProfile& profile;
  const Categories& categories;
  Attributes attributes;
};

/// Adds the resources and returns their ids. Errors of the ends are reported.
std::vector<std::string> add_connection(Scope& scope, const Connection& connection, const Maker& make);

}  // namespace cxsam::transform
