// One version of an application, as it was read: a reload makes another one and leaves this alone.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "local/source_plan.h"
#include "project/project.h"

namespace cxsam::local {

class View;

/// Where versions come from.
struct Origin {
  SourcePlan plan;
  project::Request request;  // of the plan's template, as messages name it
  bool as_sam = false;       // read as SAM CLI reads it
};

/// Immutable. Requests hold the version that they began with.
struct Version {
  project::Loaded loaded;
  std::vector<std::filesystem::path> watched;     // what it was made from
  std::filesystem::file_time_type template_time;  // of the template, when it was read
};

/// `folder` is what messages name files from; `given` is `--template-file`. Error: there is no template.
Result<Origin> find_origin(const std::filesystem::path& folder, const std::optional<std::string>& given,
                           tmpl::ParameterOverrides parameters, tmpl::Environment environment);

/// Reads and models the template, again when it was written meanwhile. Safe off the loop.
std::shared_ptr<const Version> read_version(const Origin& origin);

/// Tells what is wrong with the template.
void show_findings(const Version& version, View& view);

}  // namespace cxsam::local
