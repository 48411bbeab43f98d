// `cxsam local start-api` or `start-lambda` on a free port, ready to be asked.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "system/command.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/started_program.h"

namespace cxsam::test {

/// Says so when it skips.
inline bool has_python() {
  if (system::find_program("python3")) return true;
  std::cout << "skipped: python3 is not installed\n";
  return false;
}

struct LocalServer : StartedProgram {
  LocalServer(std::string command, const ScratchFolder& folder, std::vector<std::string> options)
      : StartedProgram(words(std::move(command), std::move(options)), folder.path()) {
    const bool ready = wait_for("Press CTRL+C to quit");
    INFO(output());
    REQUIRE(ready);
    const std::string_view mark = " * Running on http://127.0.0.1:";
    port = static_cast<std::uint16_t>(std::stoi(output().substr(output().find(mark) + mark.size())));
  }

  static std::vector<std::string> words(std::string command, std::vector<std::string> options) {
    options.insert(options.begin(), {CXSAM_BINARY, "local", std::move(command), "--port", "0"});
    return options;
  }

  std::uint16_t port = 0;
};

}  // namespace cxsam::test
