// Authorizers in the words of SAM CLI's start-api.
#pragma once

#include <optional>
#include <string>

#include "application/application.h"
#include "application/authorizer.h"
#include "base/result.h"
#include "project/project.h"

namespace cxsam::local {

/// What SAM CLI says of one that it leaves out; "" for one that it asks.
std::string sam_remark(const application::Authorizer& authorizer, application::Api::Kind kind);

/// What keeps SAM CLI from starting, if an authorizer does. Source: SAM CLI, "sam local start-api".
std::optional<Error> sam_fault(const application::Application& application);

/// The same of what `Auth` of the HTTP APIs of SAM has for authorizers that are functions.
std::optional<Error> sam_auth_fault(const project::Project& project);

}  // namespace cxsam::local
