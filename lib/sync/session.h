// From a template on this machine to units that can be brought away: loaded, with what has changed built.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "build/build.h"
#include "diagnostic/diagnostic.h"
#include "project/project.h"
#include "sync/code.h"
#include "sync/units.h"

namespace cxsam::sync {

struct Request {
  project::Request project;
  std::string stack;  // of CloudFormation
  Choice choice;
  build::Options build;
  std::filesystem::path state_file;
  Bucket bucket;
  bool dependency_layers = false;  // what functions depend on is in layers: see dependency_layers.h
};

/// Who hears of what is found and built.
struct Voices {
  std::function<void(const Sources&, const Diagnostics&)> findings;
  build::Voice build;
};

using Resources = std::vector<cloud::StackResource>;

struct Prepared {
  project::Project project;
  Units units;  // their sources are what was built
};

/// Reads the template and builds the chosen functions and layers, of which the build's record says what has changed. With
/// `deployed` dependencies are left out of the code only where their layer is there, as CloudFormation makes no new ones.
/// Blocks. Errors: what keeps `build` from its work.
Result<Prepared> prepare(const Request& request, const Voices& voices, const Resources* deployed = nullptr);

/// What the last syncs of the request's stack have brought.
State known_of(const aws::Client& client, const Request& request);

/// The units that were brought straight to their services and that CloudFormation has not changed since: what the template of
/// the stack says does not tell what is there. Errors: no such stack.
Task<Result<std::vector<std::size_t>>> find_adrift(aws::Client& client, const Request& request, const Units& units);

/// Brings the units away. Gives how many could not be. Errors: no such stack, the state cannot be written.
Task<Result<std::size_t>> sync_units(aws::Client& client, const Request& request, const Units& units, Tell tell);

/// Prepares the chosen units and brings them away, without CloudFormation. Gives the same.
Task<Result<std::size_t>> sync_chosen(aws::Client& client, const Request& request, const Voices& voices, Tell tell);

}  // namespace cxsam::sync
