// What `deploy` looks at before it changes anything.
#pragma once

#include <string>

#include "cli/command.h"
#include "project/project.h"

namespace cxsam::cli::deploy_command {

/// Naming the source template leaves out what was built from it: that is warned of.
void warn_of_newer_build(Context& context);

/// What AWS would refuse. `--no-validate` and `sam` leave it out.
Result<void> check_template(Context& context, const project::Project& project);

/// Whether a person is asked before a change set is executed: `--confirm-changeset`, or a name like "shop-prod" and a terminal.
bool must_confirm(const Context& context, const std::string& stack);

/// What can be done with a stack that was not rolled back. Source: SAM CLI, "sam deploy", `--disable-rollback`.
void show_advice_without_rollback(Context& context, const std::string& stack);

}  // namespace cxsam::cli::deploy_command
