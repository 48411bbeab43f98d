// The questions of `deploy --guided` about code signing.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "project/project.h"

namespace cxsam::cli::deploy_command {

/// What Lambda takes signed code of only: a function with a CodeSigningConfigArn, or a layer of its template that it uses.
struct Signable {
  std::string path;                       // the full one
  std::vector<std::string> used_by = {};  // functions, of a layer; empty: it is a function
};

/// Functions first, each kind in the order of the templates.
std::vector<Signable> find_signable(const project::Project& project);

/// Asks for the profiles of what is signable and puts them into the option `signing-profiles`, whose values so far are offered.
/// The error is that there is no answer. Source: SAM CLI, "sam deploy", `--guided`.
Result<void> ask_signing(Context& context, const std::vector<Signable>& signable, config::Values& options);

}  // namespace cxsam::cli::deploy_command
