// Under which addresses a deployed application is reached. Source: SAM CLI, "sam list endpoints".
#pragma once

#include <string>
#include <vector>

#include "aws/client.h"
#include "base/result.h"
#include "cloud/stack.h"
#include "project/project.h"

namespace cxsam::cloud {

struct Endpoint {
  bool is_function = false;  // else an API
  std::string logical_id;
  std::string physical_id;  // "" = not deployed
  std::vector<std::string> urls;
  std::vector<std::string> methods;  // "/hello['get']", from the template on this machine
};

/// Functions and APIs of the transformed template, in its order. `project` may be null: then there are none.
std::vector<Endpoint> local_endpoints(const project::Project* project);

/// Those of a stack with their addresses, then those that only the template has: URLs of functions, stages of APIs, or custom
/// domains in their place where the template maps some.
Task<Result<std::vector<Endpoint>>> deployed_endpoints(aws::Client& client, std::string region,
                                                       std::vector<StackResource> resources, const project::Project* project);

}  // namespace cxsam::cloud
