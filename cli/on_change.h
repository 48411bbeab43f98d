// --watch: the same again whenever something changes.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "loop/watch.h"

namespace cxsam::cli {

using Places = std::vector<std::filesystem::path>;

/// Calls `act` whenever something in the files and folders that it gave back last has changed, until Ctrl-C. It has been done
/// once before, with the result `places`. `name` is for messages of faults.
void act_on_change(std::string name, Places places, const std::function<Places(const Changes&)>& act);

}  // namespace cxsam::cli
