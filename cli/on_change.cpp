#include "cli/commands/validate/watch.h"

#include <boost/asio/signal_set.hpp>
#include <csignal>

#include "loop/watch.h"

namespace cxsam::cli::validate {
namespace {

namespace fs = std::filesystem;
using Check = std::function<std::vector<fs::path>()>;

Task<void> check_again(Loop& loop, Watcher& watcher, const Check& check) {
  for (;;) {
    const Changes changes = co_await watcher.next();
    if (changes.empty()) break;
    watcher.watch(check());
  }
  loop.stop();
}

}  // namespace

void check_on_change(std::vector<fs::path> folders, const Check& check) {
  SystemWorld system;
  Loop& loop = system.loop;
  Watcher watcher(system.world);
  watcher.watch(std::move(folders));
  boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
  signals.async_wait([&watcher](boost::system::error_code, int) { watcher.stop(); });
  spawn(loop, "validate --watch", check_again(loop, watcher, check));
  loop.run();
}

}  // namespace cxsam::cli::validate
