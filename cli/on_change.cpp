#include "cli/on_change.h"

#include <boost/asio/signal_set.hpp>
#include <csignal>

namespace cxsam::cli {
namespace {

Task<void> act_again(Loop& loop, Watcher& watcher, const std::function<Places(const Changes&)>& act) {
  for (;;) {
    const Changes changes = co_await watcher.next();
    if (changes.empty()) break;
    watcher.watch(act(changes));
  }
  loop.stop();
}

}  // namespace

void act_on_change(std::string name, Places places, const std::function<Places(const Changes&)>& act) {
  SystemWorld system;
  Loop& loop = system.loop;
  Watcher watcher(system.world);
  watcher.watch(std::move(places));
  boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
  signals.async_wait([&watcher](boost::system::error_code, int) { watcher.stop(); });
  spawn(loop, std::move(name), act_again(loop, watcher, act));
  loop.run();
}

}  // namespace cxsam::cli
