// Which local files a pip requirements file leads to, and the same requirements with other files in their places.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace cxsam::build::python {

/// One line, continued ones joined.
struct Requirement {
  enum class Kind : std::uint8_t {
    Requirements,  // the file itself, or one that is included by `-r`: its lines follow
    Constraints,   // `-c`
    FindLinks,     // a local folder of `-f`
    Local,         // a local folder or archive: `./mypkg[extra] ; marker`, `-e ../lib`, `name @ file:...`
    Other
  };
  Kind kind = Kind::Other;
  std::filesystem::path place;  // of all but Other; absolute
  bool editable = false;
  std::string extras;  // "[extra]"
  std::string tail;    // "; marker --hash=..."
  std::string text;    // Other: as written, without `-e`
};

/// What the file and those that it includes say, each file once. What does not exist is no local place, but text.
/// Source: pip documentation, "Requirements File Format".
std::vector<Requirement> read_requirements(const std::filesystem::path& requirements);

/// The file itself, the files it includes, and local folders and archives that it names, each once.
std::vector<std::filesystem::path> local_inputs(const std::filesystem::path& requirements);

/// One requirements file that says the same from any folder, nothing of it editable. A local place that `replaced` has is
/// written as what it has for it.
std::string written(const std::vector<Requirement>& requirements,
                    const std::map<std::filesystem::path, std::filesystem::path>& replaced);

/// The same without requirements and constraints: indexes and other options alone.
std::string options_written(const std::vector<Requirement>& requirements);

}  // namespace cxsam::build::python
