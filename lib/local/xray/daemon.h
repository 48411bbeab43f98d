// Stands where functions look for the X-Ray daemon, and keeps in the journal what they send there.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "local/journal/journal_file.h"
#include "loop/world.h"

namespace cxsam::local {

class XrayDaemon {
 public:
  /// On a free UDP port of 127.0.0.1. Error: there is none.
  static Result<std::unique_ptr<XrayDaemon>> listen(const World& world, std::shared_ptr<JournalFile> journal);
  XrayDaemon(const XrayDaemon&) = delete;
  XrayDaemon& operator=(const XrayDaemon&) = delete;
  ~XrayDaemon();

  [[nodiscard]] std::uint16_t port() const;

 private:
  struct State;
  explicit XrayDaemon(std::shared_ptr<State> state) : state_(std::move(state)) {}
  static Task<void> receive(std::shared_ptr<State> state);

  std::shared_ptr<State> state_;
};

}  // namespace cxsam::local
