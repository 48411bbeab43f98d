#include "cli/on_change.h"

#include <boost/asio/signal_set.hpp>
#include <csignal>

namespace cxsam::cli {
namespace {

Task<void> act_again(Watching& watching, system::Terminal& terminal, const std::function<void(const Changes&)>& act) {
  for (;;) {
    const Changes changes = co_await watching.watcher.next();
    if (changes.empty()) break;
    act(changes);
    terminal.flush();
  }
  watching.system.loop.stop();
}

}  // namespace

void act_on_change(Watching& watching, std::string name, system::Terminal& terminal,
                   const std::function<void(const Changes&)>& act) {
  Loop& loop = watching.system.loop;
  boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
  signals.async_wait([&watching](boost::system::error_code, int) { watching.watcher.stop(); });
  terminal.err("Watching for changes; Ctrl-C ends it.\n");
  terminal.flush();
  spawn(loop, std::move(name), act_again(watching, terminal, act));
  loop.run();
}

}  // namespace cxsam::cli
