// IAM's actions. Source: IAM service authorization reference.
#pragma once

#include <string_view>

namespace cxsam::facts {

/// "lambda", "s3": what stands before the colon of an action. Case does not count.
bool is_action_service(std::string_view service);

/// Whether the service has an action of this name, or one that a name with `*` and `?` fits. Case does not count.
bool has_action(std::string_view service, std::string_view name);

}  // namespace cxsam::facts
