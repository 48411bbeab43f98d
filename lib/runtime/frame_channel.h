// The frame channel of one sandbox: drives the session as the Runtime API does, for the bootstraps that cxsam brings along.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "base/descriptor.h"
#include "base/result.h"
#include "loop/world.h"
#include "runtime/frames.h"
#include "runtime/session.h"

namespace cxsam::runtime {

/// The processes read events from one and write answers to the other.
struct FrameEnds {
  Descriptor events, answers;
};

class FrameChannel {
 public:
  /// Both are called until close(). `on_ready` gets the version of the interpreter; `on_broken` when the process sends what is
  /// no frame.
  struct Listener {
    std::function<void(std::string_view version)> on_ready;
    std::function<void()> on_broken;
  };

  /// `theirs` becomes the ends of the processes.
  static Result<std::shared_ptr<FrameChannel>> open(const World& world, std::shared_ptr<Session> session, Listener listener,
                                                    FrameEnds& theirs);
  /// A new process begins: whether it speaks frames shows when it is ready.
  void reset();
  /// True when the process speaks frames; else it uses the Runtime API.
  [[nodiscard]] bool in_use() const { return in_use_; }
  /// Hands an invocation to the process.
  static void offer(const std::shared_ptr<FrameChannel>& self, Event event);
  /// The process has ended: what it has said last is heard, and what it has not read stays unwritten.
  void end();
  void close();

 private:
  FrameChannel(const World& world, std::shared_ptr<Session> session, Listener listener)
      : world_(world),
        session_(std::move(session)),
        listener_(std::move(listener)),
        events_(world.loop),
        answers_(world.loop) {}
  static Task<void> read(std::shared_ptr<FrameChannel> self);
  static Task<void> write(std::shared_ptr<FrameChannel> self, std::string bytes, std::uint64_t life);
  /// Reads what is there, at most a buffer of it; what read(2) returns.
  ssize_t read_some();
  void take(Frame frame);

  World world_;
  std::shared_ptr<Session> session_;
  Listener listener_;
  boost::asio::posix::stream_descriptor events_;
  boost::asio::posix::stream_descriptor answers_;
  FrameReader reader_;
  std::uint64_t life_ = 0;  // of the processes, which one follows the other
  bool in_use_ = false;
  bool closed_ = false;
};

}  // namespace cxsam::runtime
