// What the last syncs have brought where: `.aws-sam/sync.toml`, which SAM CLI reads and writes, too.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "loop/clock.h"

namespace cxsam::sync {

/// A time as the file has it: seconds since 1970.
double epoch(Clock::WallTime time);

struct Synced {
  std::string hash;  // SHA-256 in hexadecimal
  double time = 0;   // seconds since 1970
};

struct State {
  std::string stack = {};  // what was brought is there: "shop --region eu-west-1"; "" where SAM CLI has written the file
  bool dependency_layer = false;
  std::optional<double> infra_time;                      // when CloudFormation was last asked; seconds since 1970
  std::map<std::string, Synced, std::less<>> resources;  // by "ZipFunctionSyncFlow:Hello"

  /// Null when nothing was brought yet.
  [[nodiscard]] const Synced* find(std::string_view key) const;
  /// Whether that is what was brought last.
  [[nodiscard]] bool holds(std::string_view key, std::string_view hash) const;
  /// Drops what was brought to a resource, by its full path, before `time`: something else has changed it then.
  void forget(std::string_view path, Clock::WallTime time);
  /// Whether something was brought to a resource, by its full path, that is not forgotten.
  [[nodiscard]] bool knows(std::string_view path) const;
  void set(const std::string& key, std::string hash, Clock::WallTime now);
};

/// Empty where there is no such file, or none that can be read.
State read_state(const std::filesystem::path& file);

/// The same, but for what is known of another stack: that says nothing of this one.
State read_state_of(const std::string& stack, const std::filesystem::path& file);
Result<void> write_state(const std::filesystem::path& file, const State& state);

}  // namespace cxsam::sync
