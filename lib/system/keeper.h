// The process between run_command() and the program that it runs.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace cxsam::system {

/// Everything that a child needs, made before fork(): after it only async-signal-safe calls are allowed.
struct Start {
  std::string program;
  std::string folder;
  std::vector<std::string> words;
  std::vector<std::string> environment;
  std::vector<char*> argv;
  std::vector<char*> envp;
  pid_t parent = 0;
};

/// Runs in the child of run_command(): starts the program as its own child, ends as it ends, and when a signal ends it or the
/// thread that runs the command, ends everything below it.
/// `out`, `err`: what the program writes to. `failure` gets the errno of a program that cannot be started.
[[noreturn]] void keep(const Start& start, int out, int err, int failure);

}  // namespace cxsam::system
