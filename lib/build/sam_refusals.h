// What SAM CLI does not build, in its words. Under its name nothing is built that it would not build either.
// Source: what `sam build` 1.170 answers to such templates.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "build/definition.h"
#include "build/described.h"
#include "diagnostic/diagnostic.h"
#include "project/project.h"

namespace cxsam::build {

/// A template that SAM CLI does not begin with: without resources, or with a SAM resource that lacks what it must have.
std::optional<Error> refusal_of_template(const project::Project& project);

/// The same of what was found when it was loaded, also where that has failed.
std::optional<Error> refusal_of_findings(const Diagnostics& findings);

/// Functions without a handler: SAM CLI then serves and calls none, whichever is meant.
std::optional<Error> refusal_of_handlers(const project::Project& project);

/// A function that SAM CLI does not begin with: without a handler, or with several architectures.
std::optional<Error> refusal_of_function(const Described& function);

/// A definition that SAM CLI gives up when its turn comes: a runtime of the past, no manifest of Java.
std::optional<Error> refusal_of_definition(const Definition& definition, const std::filesystem::path& base);

/// A function that SAM CLI does not run: its runtime is of the past, or unknown there.
std::optional<Error> refusal_of_runtime(std::string_view runtime);

/// Whether SAM CLI no longer builds for the runtime, and the line that it then says before it fails.
bool is_retired(std::string_view runtime);
std::string farewell(std::string_view runtime);

}  // namespace cxsam::build
