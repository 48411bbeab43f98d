// Which functions and layers of a project a build is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "artifacts/artifacts.h"
#include "build/plan.h"
#include "project/project.h"

namespace cxsam::build {

/// A function or layer with code in one of the stacks.
struct Candidate {
  const project::Stack* stack;
  artifacts::Artifact artifact;
  std::optional<Error> unknown = std::nullopt;  // why nobody knows where its code lies before deployment
  [[nodiscard]] std::string full_path() const { return stack->full_path(artifact.logical_id); }
};

/// What is to be built, in template order. The error is a resource that the template does not have, or that there are only
/// images to make. `plan` gets remarks.
Result<std::vector<Candidate>> choose(const project::Project& project, const PlanOptions& options, Plan& plan);

/// Adds what is left out for having no code on this machine: images, archives in S3, nested stacks elsewhere.
void remark_what_is_elsewhere(const project::Project& project, Plan& plan, Diagnostics& diagnostics);

}  // namespace cxsam::build
