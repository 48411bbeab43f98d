// What CloudFormation is told of a stack, whether by a change set or directly.
#pragma once

#include <set>
#include <string>

#include "aws/client.h"
#include "deploy/plan.h"
#include "json/json.h"

namespace cxsam::deploy {

using ParameterNames = std::set<std::string, std::less<>>;

/// The parameters that the stack's template has had so far.
Task<aws::Answer<ParameterNames>> parameters_of_stack(aws::Client& client, std::string stack);

/// What CreateChangeSet, CreateStack and UpdateStack have in common. Parameters that are not given keep the value that they
/// have, when they are among `kept`; new ones take their default.
Json stack_request(const Plan& plan, const ParameterNames& kept);

}  // namespace cxsam::deploy
