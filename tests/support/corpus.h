// The recordings and templates that conformance tests run on, which are no part of the project.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

namespace cxsam::test {

/// $CXSAM_CORPUS, or ../shared/corpus beside the sources.
inline std::filesystem::path corpus() {
  const char* const named = std::getenv("CXSAM_CORPUS");
  return named != nullptr ? std::filesystem::path(named) : std::filesystem::path(CXSAM_SOURCE_DIR) / "../shared/corpus";
}

/// Says that a test did nothing, in the form that `./dev test` lists.
inline void say_skipped(const std::filesystem::path& missing) {
  std::cout << "skipped: no corpus at " << missing.string() << '\n';
}

}  // namespace cxsam::test
