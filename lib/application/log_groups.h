// Where functions log to. Only what runs or describes them asks for it. Source: AWS Lambda developer guide, "Configuring
// CloudWatch log groups".
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "application/application.h"

namespace cxsam::application {

/// `LoggingConfig.LogGroup` by the full path of the function; those that have none are not in it.
using LogGroups = std::map<std::string, std::string, std::less<>>;

/// Adds those of one stack. `resolver` must know physical names.
void read_log_groups(const tmpl::Resolver& resolver, std::string_view stack_path, LogGroups& groups);

/// The function's own group, else the one that Lambda makes, "/aws/lambda/NAME".
std::string log_group_of(const Function& function, const LogGroups& groups);

}  // namespace cxsam::application
