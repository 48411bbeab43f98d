#include "local/build_run.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "aws/shared_files.h"
#include "base/descriptor.h"
#include "loop/process.h"
#include "runtime/log_pipe.h"

namespace cxsam::local {
namespace {

std::vector<std::string> environment_of(const BuildRun& run) {
  aws::Variables variables = aws::environment_variables();
  if (run.colour) variables.emplace("FORCE_COLOR", "1");  // its standard error is a pipe
  std::vector<std::string> texts;
  for (const auto& [name, value] : variables) texts.push_back(name + "=" + value);
  return texts;
}

Result<Process> fork_build(Loop& loop, BuildRun run, int output) {
  run.arguments.insert(run.arguments.begin(), {"cxsam", "build"});
  const std::vector<std::string> environment = environment_of(run);
  const std::vector<char*> words = text_pointers(run.arguments);  // made before the fork: the child must not allocate
  const std::vector<char*> variables = text_pointers(environment);
  const std::string folder = run.folder.string();
  const auto body = [&]() -> int {
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(nothing, STDOUT_FILENO);  // the summary and its advice
    ::dup2(output, STDERR_FILENO);
    if (::chdir(folder.c_str()) != 0) return 1;
    ::execve("/proc/self/exe", words.data(), variables.data());
    return 1;
  };
  return Process::fork(loop, {.keep = {output}}, body);
}

}  // namespace

Task<Result<bool>> run_build(World world, BuildRun run, std::function<void(std::string_view)> pass) {
  Descriptor theirs;
  const auto output = runtime::LogPipe::open(world, std::move(pass), theirs);
  if (!output) co_return fail(output.error());
  auto process = fork_build(world.loop, std::move(run), theirs.get());
  theirs.close();
  if (!process) {
    (*output)->close();
    co_return fail(std::move(process.error()));
  }
  const int exit_code = co_await process->wait();
  (*output)->flush();  // all of it is there, also when a grandchild keeps the pipe open
  (*output)->close();
  co_return exit_code == 0;
}

}  // namespace cxsam::local
