// How code of one kind is built: a folder of workflows/ each, in a generated list. A workflow works on folders and knows
// nothing of templates.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "build/tools.h"
#include "document/node.h"
#include "system/command.h"
#include "system/copy.h"
#include "system/tree.h"

namespace cxsam::build {

/// One piece of code to build. All paths are absolute.
struct Job {
  std::string logical_id;              // names make's target
  bool layer = false;                  // else one or more functions
  std::string method;                  // the runtime ("python3.12") or Metadata.BuildMethod ("makefile")
  std::string runtime;                 // of functions; the first that a layer is for
  std::string handler;                 // of the first function that uses it; "" for layers
  std::string architecture;            // of the functions that use it: "x86_64", "arm64"
  Node properties;                     // Metadata.BuildProperties; null when there are none
  std::filesystem::path source;        // the user's folder: read only, unless `in_source`
  std::vector<std::string> excluded;   // what of it is no part of the code: see system::walk_tree
  std::filesystem::path manifest;      // requirements.txt, package.json, Makefile; may not exist
  std::filesystem::path working = {};  // where make runs: `source` or a folder of it, a copy of it, or another one; absolute
  std::filesystem::path scratch;       // an empty folder that is removed afterwards
  std::filesystem::path dependencies;  // resolve() fills it; it is kept between builds
  std::filesystem::path artifacts;     // assemble() fills it
  system::EarlierCopy earlier = {};    // of `artifacts`, where the dependencies are the same and the workflow only copies
  bool in_source = false;              // tools run in `source` itself
  bool debug = false;                  // compilers keep what debuggers need
  /// Of Workflow::tools, by name.
  std::map<std::string, std::filesystem::path, std::less<>> tools = {};
};

/// What a workflow says while it works. See watch() for tools that run long.
struct Progress {
  std::function<void(std::string_view action)> step;   // "ResolveDependencies"
  std::function<void(std::string_view line)> note;     // for a person; the same line is shown once a build
  std::function<void(std::string_view line)> detail;   // for who wants to know how it is done
  std::function<void(std::string_view bytes)> output;  // of a tool, as it comes
  /// A tool runs long: which, for how long, and its last line.
  std::function<void(std::string_view what, std::chrono::seconds running, std::string_view line)> waiting;
  bool verbose = false;  // tools whose words are in errors anyway are passed on too
};

/// Where tools run: in a copy of the code, in its own folder, or in one of them as `--build-in-source` says.
enum class Place : std::uint8_t { Copy, Source, Either };

struct Workflow {
  std::string_view name;                             // "python"
  std::string_view builder;                          // SAM CLI's name, the first part of its messages: "PythonPipBuilder"
  std::string_view manifest;                         // "requirements.txt"
  std::string_view layer_folder;                     // where a layer's content goes: "python"; "" = the top
  std::span<const std::string_view> excluded_names;  // see system::walk_tree
  bool one_for_each = false;                         // the result depends on the logical id, so that equal code is not shared
  bool uses_handler = false;                         // the result depends on the handler
  bool imports_from_beside = false;                  // with `in_source` the result depends on files that nobody lists
  Place place = Place::Copy;
  /// Files that its tools may write beside the sources: they belong to what was built.
  std::span<const std::string_view> made_names = {};
  /// Whether a file that the user names instead of `manifest` is one for this workflow. Null: there is none to choose.
  bool (*takes_manifest)(const std::filesystem::path& file) = nullptr;

  bool (*accepts)(std::string_view method, const std::filesystem::path& source) = nullptr;
  /// Without any of these there is no build. Null: the workflow looks for what it runs.
  std::vector<Tool> (*tools)(const Job&) = nullptr;
  /// What the tools are that the result depends on besides the files, found without starting them. Null: those of `tools`.
  std::string (*toolchain)(const Job&) = nullptr;
  /// Files and folders besides `source` that decide the result: that of resolve() where there is one.
  std::vector<std::filesystem::path> (*dependency_inputs)(const Job&) = nullptr;
  /// Null: there are no dependencies to keep between builds.
  Result<void> (*resolve)(const Job&, const Progress&) = nullptr;
  /// The dependencies are no part of the result as they are: assemble() takes what it needs from where they are kept.
  bool dependencies_apart = false;
  /// What of the dependencies finds its way to a function from a layer, too: a folder of them, "" all. Nothing: they stay
  /// with the code.
  std::optional<std::string_view> layer_part = std::nullopt;
  /// The result is copies of files alone, which nothing changes once they are there: so they may be taken from the last result.
  bool only_copies = false;
  /// The folder below `artifacts` where each file of the code stands as it is and decides nothing else, so that one that has
  /// changed may be replaced alone. Nothing, and null: there is none.
  std::optional<std::filesystem::path> (*code_folder)(const Job&) = nullptr;
  /// Puts the code of `source` (what the walk found) beside the dependencies, which are in `artifacts` already.
  Result<void> (*assemble)(const Job&, std::span<const system::TreeEntry> source, const Progress&) = nullptr;
};

/// Has a tool told of: what it does and for how long, and what it prints where that is wanted.
void watch(system::Command& tool, std::string what, const Progress& progress);

/// SAM CLI's words where there is no code to copy.
void note_missing_code(const Job& job, const Progress& progress);

/// For Workflow::code_folder: at the top.
std::optional<std::filesystem::path> code_at_the_top(const Job& job);

/// Generated.
std::span<const Workflow* const> all_workflows();

/// The workflow for a runtime or build method, or null.
const Workflow* find_workflow(std::string_view method, const std::filesystem::path& source);

}  // namespace cxsam::build
