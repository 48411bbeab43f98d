// Which local files a pip requirements file leads to.
#pragma once

#include <filesystem>
#include <vector>

namespace cxsam::build::python {

/// The file itself, the files it includes (`-r`, `-c`), and local folders and archives that it names (`./mypkg`, `-e ../lib`,
/// `name @ file:...`), each once. What does not exist, and indexes on the network, are no local files.
/// Source: pip documentation, "Requirements File Format".
std::vector<std::filesystem::path> local_inputs(const std::filesystem::path& requirements);

}  // namespace cxsam::build::python
