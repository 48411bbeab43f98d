// From a project to what CloudFormation is going to be asked for. Nothing leaves this machine here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/settings.h"
#include "deploy/settings.h"
#include "diagnostic/diagnostic.h"
#include "package/s3_store.h"
#include "project/project.h"

namespace cxsam::deploy {

/// A parameter that the template declares.
struct Parameter {
  std::string name;
  std::optional<std::string> value;  // nothing: what the stack has, or the default
  bool is_secret = false;            // NoEcho: never shown
};

struct Plan {
  Settings settings;
  std::vector<package::Upload> artifacts;          // keys that the template names, its nested templates among them
  std::optional<package::Upload> template_upload;  // nothing: it goes with the request
  std::string template_text;
  std::string template_url;  // of `template_upload`
  std::vector<Parameter> parameters;
  std::vector<std::string> unknown_parameters;  // that were given and the template does not declare; they are not sent
};

/// Packs the project's code and rewrites its template. `aws` says how a bucket is addressed. What is wrong in the project goes
/// to `diagnostics`. Errors: something was found there; there is code but no bucket for it; the template is too large to go
/// without one.
Result<Plan> plan(const project::Project& project, Settings settings, const aws::Settings& aws, Diagnostics& diagnostics);

}  // namespace cxsam::deploy
