// Where gems are installed: in folders of the version of Ruby that they are for.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "build/workflow.h"

namespace cxsam::build::ruby {

/// The folder's name in Lambda's Ruby: "ruby3.3" -> "3.3.0".
std::string folder_of(std::string_view method);

/// Gives the gems below `ruby` ("vendor/bundle/ruby", a folder for each version) the name that the function's Ruby looks for.
/// Gems with compiled parts stay where the version that they were compiled for finds them, and a note says so.
Result<void> settle_version(const std::filesystem::path& ruby, const Job& job, const Progress& progress);

}  // namespace cxsam::build::ruby
