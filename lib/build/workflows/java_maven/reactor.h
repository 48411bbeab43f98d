// The Maven modules that one of them needs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::build::java {

/// What a pom.xml says of other folders.
struct Pom {
  std::vector<std::string> modules;  // as written, those of profiles too
  std::string parent;  // where the parent's pom.xml or folder is; "" = there is no parent, or it is in a repository
};

/// Source: Maven documentation, "POM Reference", sections "Inheritance" and "Aggregation".
Pom read_pom(std::string_view text);

struct Reactor {
  std::filesystem::path root;               // the outermost folder whose pom.xml has the module, directly or through others
  std::filesystem::path module;             // the function's own folder, below `root`
  std::vector<std::filesystem::path> poms;  // parents that stand elsewhere

  [[nodiscard]] bool single() const { return root == module; }
  /// Where `place` is in a copy that copy() made.
  [[nodiscard]] std::filesystem::path copy_of(const std::filesystem::path& place, const std::filesystem::path& copies) const;
};

Reactor find_reactor(const std::filesystem::path& module);

/// Copies the folders of the reactor without what builds have left there, at the same places to each other.
Result<void> copy_reactor(const Reactor& reactor, const std::filesystem::path& copies);

}  // namespace cxsam::build::java
