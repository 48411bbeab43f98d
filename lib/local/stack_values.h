// What a stack's resources have for values here, with the names and ARNs that stand for them before they exist.
#pragma once

#include <string_view>

#include "application/log_groups.h"
#include "project/project.h"
#include "template/resolver.h"

namespace cxsam::local {

/// Knows the outputs of nested stacks too. `stack` must outlive it.
tmpl::Resolver resolver_of(const project::Stack& stack);

/// Of all stacks.
application::LogGroups read_log_groups(const project::Project& project);

}  // namespace cxsam::local
