// The file of `--journal`: each call with its event and its answer, and all that happened meanwhile, as JSON objects, one a
// line.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "invoke/journal.h"
#include "system/log_sink.h"

namespace cxsam::local {

class JournalFile final : public invoke::Journal {
 public:
  /// Adds to the end of the file, which is made when there is none. Error: it cannot be written.
  static Result<std::shared_ptr<JournalFile>> open(const std::filesystem::path& path);

  /// What happens around functions, in the form of `--log-format json`.
  void record(const invoke::LogEvent& event) override;
  /// A whole object with its line end.
  void write(std::string_view line) { sink_.write(line); }
  /// Waits until all is written. Error: it could not be.
  Result<void> finish();

 private:
  explicit JournalFile(system::LogSink sink) : sink_(std::move(sink)) {}

  system::LogSink sink_;
  std::string lines_;  // of the event under way
};

/// Passes events on to two.
struct BothJournals final : invoke::Journal {
  BothJournals(invoke::Journal& one, std::shared_ptr<JournalFile> other) : first(one), second(std::move(other)) {}
  void record(const invoke::LogEvent& event) override {
    first.record(event);
    if (second) second->record(event);
  }
  invoke::Journal& first;
  std::shared_ptr<JournalFile> second;  // may be none
};

}  // namespace cxsam::local
