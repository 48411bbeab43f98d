// The pipe that takes standard output and standard error of a sandbox's processes.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "base/descriptor.h"
#include "base/result.h"
#include "loop/world.h"
#include "runtime/line_buffer.h"

namespace cxsam::runtime {

class LogPipe {
 public:
  /// `theirs` becomes the end that processes write to.
  static Result<std::shared_ptr<LogPipe>> open(const World& world, std::function<void(std::string_view)> write,
                                               Descriptor& theirs);
  /// Reads what is there; a line without an end waits for it. False when every writer is gone.
  bool drain();
  /// The same, and a line without an end is passed on too.
  void flush();
  /// Nothing is passed on from now on.
  void close();

 private:
  LogPipe(const World& world, std::function<void(std::string_view)> write) : pipe_(world.loop), lines_(std::move(write)) {}
  static Task<void> read(std::shared_ptr<LogPipe> self);

  boost::asio::posix::stream_descriptor pipe_;
  LineBuffer lines_;
};

}  // namespace cxsam::runtime
