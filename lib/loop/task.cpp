#include "loop/task.h"

#include <cstdio>
#include <string>

#include <boost/asio/co_spawn.hpp>

namespace cxsam {

void report_bug(std::string_view name, const std::exception_ptr& thrown) {
  const auto length = static_cast<int>(name.size());
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "Error: a bug in cxsam: `%.*s` ended with: %s\n", length, name.data(), error.what());
  } catch (...) {
    std::fprintf(stderr, "Error: a bug in cxsam: `%.*s` ended with an unknown exception\n", length, name.data());
  }
}

void spawn(Loop& loop, std::string_view name, Task<void> task) {
  const auto report = [name = std::string(name)](const std::exception_ptr& thrown) {
    if (thrown) report_bug(name, thrown);
  };
  boost::asio::co_spawn(loop, std::move(task), report);
}

}  // namespace cxsam
