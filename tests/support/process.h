// A program run to its end, with its output taken. Tests only: the product's child processes are the `loop` module's.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cxsam::test {

struct ProcessResult {
  int exit_code = 0;  // 128 + signal for a program that a signal ended, as a shell says it
  bool timed_out = false;
  std::string out;
  std::string err;
};

struct ProcessSpec {
  std::vector<std::string> command;
  std::filesystem::path folder;
  std::map<std::string, std::string> environment;  // all of it
  std::chrono::seconds limit{120};
};

/// Runs the command as the head of a process group; the whole group is killed when it ends or the limit is reached.
/// Standard input is empty.
ProcessResult run_process(const ProcessSpec& spec);

}  // namespace cxsam::test
