// Where the code that start-api runs comes from, and which files to watch for it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "project/project.h"

namespace cxsam::local {

/// Two ways to run: from `.aws-sam/build`, which `cxsam build` makes of the source, or straight from the source.
struct SourcePlan {
  std::filesystem::path template_path;    // what is loaded
  std::filesystem::path source_template;  // what the user edits; the same file when nothing is built from another
  bool built = false;                     // template_path is a build
  std::string build_failure = {};         // why the last build failed; "" = it did not

  /// True when a change of source can be built anew.
  [[nodiscard]] bool rebuilds() const { return template_path != source_template; }

  /// What a person should know who has built without success; "" when there is nothing.
  [[nodiscard]] std::string warning() const;

  /// One sentence for a person; `watching` when changes are followed.
  [[nodiscard]] std::string sentence(bool watching) const;
};

/// `given` is `--template-file`; without it a build in `folder` is preferred, as SAM CLI does.
Result<SourcePlan> make_source_plan(const std::filesystem::path& folder, const std::optional<std::string>& given);

/// All templates of the source and the code folders that they name (absolute), and the built template. `project` is what was
/// loaded of the plan's template; `parameters` those that it was loaded with.
std::vector<std::filesystem::path> watched_paths(const SourcePlan& plan, const project::Project& project,
                                                 const tmpl::ParameterOverrides& parameters);

}  // namespace cxsam::local
