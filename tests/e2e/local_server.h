// `cxsam local start-api` or `start-lambda` on a free port, ready to be asked.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <iostream>
#include <map>
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
  /// `environment` is there besides this program's own.
  LocalServer(std::string command, const ScratchFolder& folder, std::vector<std::string> options,
              const std::map<std::string, std::string>& environment = {})
      : StartedProgram(words(std::move(command), options, environment), folder.path()) {
    const bool ready = wait_for("Press CTRL+C to quit");
    INFO(output());
    REQUIRE(ready);
    const std::string_view mark = " * Running on http://127.0.0.1:";
    port = static_cast<std::uint16_t>(std::stoi(output().substr(output().find(mark) + mark.size())));
  }

  static std::vector<std::string> words(std::string command, const std::vector<std::string>& options,
                                        const std::map<std::string, std::string>& environment) {
    std::vector<std::string> all{"/usr/bin/env"};
    for (const auto& [name, value] : environment) all.push_back(name + "=" + value);
    all.insert(all.end(), {CXSAM_BINARY, "local", std::move(command), "--port", "0"});
    all.insert(all.end(), options.begin(), options.end());
    return all;
  }

  std::uint16_t port = 0;
};

}  // namespace cxsam::test
