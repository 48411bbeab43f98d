// Following what the user saves: watch, build, load, and let all parts go over to the new version or keep the last good one.
#pragma once

#include <filesystem>
#include <functional>

#include "base/result.h"
#include "local/part.h"
#include "local/view/view.h"
#include "loop/watch.h"

namespace cxsam::local {

/// What changes call for.
enum class Reaction : std::uint8_t { None, Load, BuildAndLoad };

/// `current` is the version that is served. What `cxsam build` writes is loaded when it has ended, not once more when it is
/// noticed.
Reaction reaction_to(const Changes& changes, const SourcePlan& plan, const Version& current);

/// What a reload consists of, so that a test can put its own steps in their place.
struct ReloadSteps {
  std::function<Task<Changes>()> next_changes;  // none: it is over
  std::function<Reaction(const Changes&)> react;
  std::function<Task<Result<bool>>()> build;   // false: it has told why it failed
  std::function<Task<Result<Commit>>()> load;  // reads a version and prepares it; tells what is wrong with the template
  std::function<Description()> describe;
  std::filesystem::path folder;  // that files are named from
};

/// Until there are no more changes.
Task<void> follow_changes(ReloadSteps steps, View& view);

}  // namespace cxsam::local
