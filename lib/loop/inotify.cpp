#include "loop/inotify.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <sys/inotify.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cxsam {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | IN_EXCL_UNLINK;
constexpr std::size_t kBufferBytes = std::size_t{16} << 10U;

/// True when `path` is `root` or below it.
bool is_within(const fs::path& path, const fs::path& root) {
  const std::string& text = path.native();
  const std::string& start = root.native();
  return text.starts_with(start) && (text.size() == start.size() || text[start.size()] == '/' || start.ends_with('/'));
}

}  // namespace

Result<std::unique_ptr<Inotify>> Inotify::open(Loop& loop) {
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) return fail("inotify is not to be had: " + errno_text(errno));
  return std::unique_ptr<Inotify>(new Inotify(loop, descriptor));
}

bool Inotify::is_about_target(const fs::path& folder) const {
  return counts(folder) ||
         std::ranges::any_of(targets_, [&folder](const fs::path& target) { return target.parent_path() == folder; });
}

void Inotify::set_targets(std::vector<fs::path> targets) {
  targets_ = std::move(targets);
  std::erase_if(folders_, [this](const auto& watched) {
    if (is_about_target(watched.second)) return false;
    ::inotify_rm_watch(descriptor_->native_handle(), watched.first);
    return true;
  });
}

Result<void> Inotify::add_folder(const fs::path& folder) {
  const int watch = ::inotify_add_watch(descriptor_->native_handle(), folder.c_str(), kEvents);
  if (watch >= 0) {
    folders_[watch] = folder;
    return {};
  }
  if (errno != ENOSPC && errno != ENOMEM) return {};  // gone again, or not readable: nothing to watch
  return fail(Error{"all of the system's inotify watches are in use"}.hint(
      "raise the limit: sysctl fs.inotify.max_user_watches=524288"));
}

Result<void> Inotify::add_tree(const fs::path& root) {
  if (auto added = add_folder(root); !added) return added;
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(root, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code gone;
    if (entry->is_symlink(gone) || !entry->is_directory(gone)) continue;
    if (!is_watched_name(entry->path().filename().native())) {
      entry.disable_recursion_pending();
    } else if (auto added = add_folder(entry->path()); !added) {
      return added;
    }
  }
  return {};
}

Result<void> Inotify::add(const fs::path& target) {
  if (auto added = add_folder(target.parent_path()); !added) return added;
  std::error_code error;
  if (!fs::is_directory(target, error)) return {};
  return add_tree(target);
}

bool Inotify::counts(const fs::path& path) const {
  for (const fs::path& target : targets_) {
    if (is_within(path, target)) return true;
  }
  return false;
}

void Inotify::take(int watch, std::uint32_t mask, std::string_view name, Burst& burst) {
  if ((mask & IN_Q_OVERFLOW) != 0) {
    burst.missed();
    for (const fs::path& target : targets_) (void)add(target);  // folders made meanwhile
    return;
  }
  const auto folder = folders_.find(watch);
  if (folder == folders_.end()) return;
  if ((mask & IN_IGNORED) != 0) {
    folders_.erase(folder);
    return;
  }
  const fs::path path = folder->second / name;
  if (!is_watched_name(name) || !counts(path)) return;
  const bool is_folder = (mask & IN_ISDIR) != 0;
  const bool came = (mask & (IN_CREATE | IN_MOVED_TO)) != 0;
  if (came && is_folder && !add_tree(path)) burst.missed();
  std::error_code error;
  if ((mask & (IN_DELETE | IN_MOVED_FROM)) != 0) {
    burst.gone(path);
  } else if (is_folder) {
    burst.begun(path, false);
  } else if ((mask & IN_CREATE) == 0 || fs::is_symlink(path, error)) {
    burst.written(path);
  } else {  // its IN_CLOSE_WRITE follows, but for a hard link
    burst.begun(path, fs::file_size(path, error) == 0);
  }
}

void Inotify::take(std::string_view events, Burst& burst) {
  while (events.size() >= sizeof(inotify_event)) {
    inotify_event event{};
    std::memcpy(&event, events.data(), sizeof event);
    const std::string_view padded = events.substr(sizeof event, event.len);
    take(event.wd, event.mask, padded.substr(0, padded.find('\0')), burst);
    events.remove_prefix(sizeof event + event.len);
  }
}

Task<bool> Inotify::read(Burst& burst, std::chrono::nanoseconds limit) {
  const std::shared_ptr<Descriptor> descriptor = descriptor_;
  boost::asio::steady_timer timer(descriptor->get_executor(), limit);
  timer.async_wait([descriptor](const boost::system::error_code& error) {
    if (!error && descriptor->is_open()) descriptor->cancel();
  });
  alignas(inotify_event) std::array<char, kBufferBytes> buffer;
  boost::system::error_code error;
  const std::size_t count = co_await descriptor->async_read_some(
      boost::asio::buffer(buffer), boost::asio::redirect_error(boost::asio::use_awaitable, error));
  if (error) co_return false;
  take({buffer.data(), count}, burst);
  co_return true;
}

void Inotify::close() {
  boost::system::error_code ignored;
  descriptor_->close(ignored);
}

}  // namespace cxsam
