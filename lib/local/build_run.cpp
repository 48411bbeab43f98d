#include "local/build_run.h"

#include <fcntl.h>
#include <unistd.h>

#include "loop/process.h"

namespace cxsam::local {

Task<Result<bool>> run_build(Loop& loop, std::filesystem::path folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"cxsam", "build"});
  std::vector<char*> words;  // made before the fork: the child must not allocate
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  const std::string place = folder.string();

  const auto body = [&]() -> int {
    const int nothing = ::open("/dev/null", O_RDONLY);
    const int output = ::open("/dev/null", O_WRONLY);  // the summary and its advice; what is done and what fails is on stderr
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    if (::chdir(place.c_str()) != 0) return 1;
    ::execv("/proc/self/exe", words.data());
    return 1;
  };
  auto process = Process::fork(loop, {}, body);
  if (!process) co_return fail(process.error());
  const int exit_code = co_await process->wait();
  co_return exit_code == 0;
}

}  // namespace cxsam::local
