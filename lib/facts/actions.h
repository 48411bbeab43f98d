// IAM's actions, and what they work on. Source: IAM service authorization reference.
#pragma once

#include <string_view>
#include <vector>

namespace cxsam::facts {

/// "lambda", "s3": what stands before the colon of an action. Case does not count.
bool is_action_service(std::string_view service);

/// Whether the service has an action of this name, or one that a name with `*` and `?` fits. Case does not count.
bool has_action(std::string_view service, std::string_view name);

/// The forms that the ARNs of the action's resources have, without `arn:` and the partition: `lambda:*:*:function:*`, where `*`
/// is whatever there may be. None for an action that there is not, and for one on nothing in particular.
std::vector<std::string_view> resource_forms(std::string_view service, std::string_view action);

/// Whether an ARN as a policy names it, with `*` for what is left open, may be one of the form. Beyond its kind of resource
/// an ARN is not looked at.
bool may_be_of_form(std::string_view arn, std::string_view form);

}  // namespace cxsam::facts
