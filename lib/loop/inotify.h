// Linux's inotify over trees of folders.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "base/result.h"
#include "loop/burst.h"

namespace cxsam {

class Inotify {
 public:
  static Result<std::unique_ptr<Inotify>> open(Loop& loop);

  /// Watches what is at `target` and the folder that it stands in, so that it may come and go. Error: out of watches.
  Result<void> add(const std::filesystem::path& target);
  /// Only changes of these targets count from now on; what is about others is watched no more.
  void set_targets(std::vector<std::filesystem::path> targets);

  /// Waits for events, at most until `limit`, and adds those that count. False after close() and when none came in time.
  Task<bool> read(Burst& burst, std::chrono::nanoseconds limit);
  void close();

 private:
  using Descriptor = boost::asio::posix::stream_descriptor;

  Inotify(Loop& loop, int descriptor) : descriptor_(std::make_shared<Descriptor>(loop, descriptor)) {}

  [[nodiscard]] bool is_about_target(const std::filesystem::path& folder) const;
  Result<void> add_folder(const std::filesystem::path& folder);
  Result<void> add_tree(const std::filesystem::path& root);
  void take(std::string_view events, Burst& burst);
  void take(int watch, std::uint32_t mask, std::string_view name, Burst& burst);
  [[nodiscard]] bool counts(const std::filesystem::path& path) const;

  std::shared_ptr<Descriptor> descriptor_;  // shared with timers that may fire late
  std::map<int, std::filesystem::path> folders_;
  std::vector<std::filesystem::path> targets_;
};

}  // namespace cxsam
