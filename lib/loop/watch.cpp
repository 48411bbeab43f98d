#include "loop/watch.h"

#include <algorithm>
#include <array>

#include "loop/file_times.h"
#include "loop/inotify.h"
#include "loop/off_thread.h"

namespace cxsam {
namespace {

constexpr std::chrono::seconds kScanPeriod{1};
constexpr std::chrono::hours kForever{24};
constexpr std::chrono::milliseconds kWholeFile{8};  // how long a single saved file waits for company
constexpr std::chrono::seconds kLongestNoise{2};    // a build that never rests is reported all the same

}  // namespace

bool is_watched_name(std::string_view name) {
  constexpr std::array<std::string_view, 9> kIgnored{".git",        ".hg",           ".svn",  ".aws-sam", "node_modules",
                                                     "__pycache__", ".pytest_cache", ".idea", "4913"};  // 4913: vim's probe
  if (std::ranges::find(kIgnored, name) != kIgnored.end()) return false;
  return !name.ends_with('~') && !name.ends_with(".pyc") && !name.ends_with("___jb_tmp___") &&
         !name.ends_with("___jb_old___") && !name.ends_with(".swp") && !name.ends_with(".swx") && !name.starts_with(".#");
}

Watcher::Watcher(const World& world, std::chrono::milliseconds quiet) : clock_(world.clock), quiet_(quiet) {
  auto inotify = Inotify::open(world.loop);
  if (inotify) {
    inotify_ = std::move(*inotify);
  } else {
    limitation_ = inotify.error().message;
    times_ = std::make_shared<FileTimes>();
  }
}

Watcher::~Watcher() = default;

void Watcher::watch(std::vector<std::filesystem::path> targets) {
  targets_ = std::move(targets);
  for (std::filesystem::path& target : targets_) target = std::filesystem::absolute(target).lexically_normal();
  if (inotify_) {
    inotify_->set_targets(targets_);
    for (const auto& target : targets_) {
      const auto added = inotify_->add(target);
      if (added) continue;
      limitation_ = added.error().message + "; " + added.error().hints.front();
      inotify_->close();
      inotify_.reset();
      times_ = std::make_shared<FileTimes>();
      break;
    }
  }
  if (times_) {
    Changes unused;
    times_->compare(targets_, unused);
  }
}

Task<Changes> Watcher::next_by_inotify() {
  Burst burst;
  while (burst.empty() && !stopped_) (void)co_await inotify_->read(burst, kForever);
  const auto noise_ends = clock_.after(kLongestNoise);
  bool noisy = true;
  while (noisy && !stopped_ && clock_.now() < noise_ends) {
    noisy = co_await inotify_->read(burst, burst.is_whole_file() ? std::min(kWholeFile, quiet_) : quiet_);
  }
  co_return burst.changes();
}

Task<Changes> Watcher::next_by_times() {
  Changes changes;
  while (changes.empty() && !stopped_) {
    co_await clock_.sleep_for(kScanPeriod);
    const auto look = [&changes, times = times_, targets = targets_] { times->compare(targets, changes); };
    co_await off_thread(look);
  }
  co_return changes;
}

Task<Changes> Watcher::next() {
  Changes changes;
  if (inotify_) {
    changes = co_await next_by_inotify();
  } else {
    changes = co_await next_by_times();
  }
  if (stopped_) changes = {};
  co_return changes;
}

void Watcher::stop() {
  stopped_ = true;
  if (inotify_) inotify_->close();
}

}  // namespace cxsam
