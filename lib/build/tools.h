// The programs that workflows run: where they are, and how they are run.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "system/command.h"

namespace cxsam::build {

struct Job;
struct Progress;

struct Tool {
  std::string name;                                 // "go"
  std::string hint;                                 // what brings it: "apt-get install golang"
  std::vector<std::filesystem::path> folders = {};  // looked at before PATH: a project's own wrapper, node_modules/.bin
  std::string missing_as_sam = "";                  // SAM CLI's own words for its absence; "" = what it says of any tool
};

/// The first executable of that name. The error names it and the places that were looked at; with `runtime` it is in SAM CLI's
/// words.
Result<std::filesystem::path> find_tool(const Tool& tool, const std::string& runtime = "");

/// What a record remembers of a tool, found without starting it: its place and size, which change with an upgrade. "" when it
/// is missing.
std::string identity_of(const Tool& tool);

/// What a tool said of its failure: its standard error, or its output where that is empty, or its exit code.
std::string what_it_said(const system::CommandResult& result);

/// Runs a tool to its end and gives its standard output. `what` names it while it runs: "go build". The error is `reason` of
/// its result.
Result<std::string> run_tool(system::Command command, std::string what, const Progress& progress,
                             std::string (*reason)(const system::CommandResult&) = what_it_said);

/// Whether an environment variable has a value.
bool is_set(const char* variable);

/// `folder` or the nearest one above it that has one of the files.
std::filesystem::path nearest_with(const std::filesystem::path& folder, const std::vector<std::string>& files);

}  // namespace cxsam::build
