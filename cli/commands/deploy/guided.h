// `deploy --guided`: questions before a deployment, whose answers become options.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "project/project.h"

namespace cxsam::cli::deploy_command {

struct Guided {
  config::Values options;                                            // with the answers
  std::vector<std::pair<std::string, std::string>> parameters = {};  // but for secrets, which are never saved
  std::vector<std::string> profiles = {};                            // "Hello=Profile": what signs the code of which function
  bool save = false;
  std::string file = {};         // samconfig.toml
  std::string environment = {};  // its table
};

/// Asks. `region` is the one that would be used. The error is that there is no answer, or one that ends it all.
/// Source: SAM CLI, "sam deploy", `--guided`.
Result<Guided> ask_all(Context& context, const project::Project& project, std::string region);

}  // namespace cxsam::cli::deploy_command
