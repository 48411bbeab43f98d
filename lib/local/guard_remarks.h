// What is said at start of authorizers that do not do what they do on AWS.
#pragma once

#include <vector>

#include "application/application.h"
#include "gateway/authorizers/guards.h"
#include "local/view/message.h"

namespace cxsam::local {

/// One a guard: that it is not enforced and why, that it lets nobody in as things are, or that a stand-in for it does.
void add_guards(const application::Application& application, const gateway::GuardOptions& options,
                std::vector<Remark>& remarks);

}  // namespace cxsam::local
