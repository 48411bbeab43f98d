// Takes away the findings that nobody asked for: by the settings of a run, of a template, of one resource.
#pragma once

#include "lint/settings/settings.h"
#include "lint/validate.h"

namespace cxsam::lint {

/// The settings that hold for one template: the request's, over those of its own Metadata, over those of files.
Settings settings_for(const Node* root, const Request& request);

/// Which findings the settings ask for in the template at `path`.
Selection selection_for(const Settings& settings, const Dialect& dialect, const std::filesystem::path& path);

/// Drops the report's findings that the selection, the dialect or the resources' Metadata leave out.
/// Source: cfn-lint, README, "Metadata": a resource names whole ids, of findings at or below it.
void suppress(const Selection& selection, const Dialect& dialect, Report& report);

}  // namespace cxsam::lint
