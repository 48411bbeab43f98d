// One function instance: a sandbox with its reaper, a runtime process in it, and the channels to both.
// start -> initialise -> {invoke -> answer}* ; a process that fails or is too slow is killed and started anew in the same
// sandbox, so that /tmp stays.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "invoke/invoke.h"
#include "loop/process.h"
#include "runtime/api/server.h"
#include "runtime/frames.h"
#include "runtime/host.h"
#include "runtime/line_buffer.h"
#include "runtime/prepare.h"
#include "runtime/reaper.h"
#include "runtime/session.h"

namespace cxsam::runtime {

class Instance : public std::enable_shared_from_this<Instance> {
 public:
  /// `host` outlives the instance.
  Instance(Host& host, std::shared_ptr<const Prepared> prepared);
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  /// One at a time.
  Task<invoke::Outcome> invoke(invoke::Invocation invocation, invoke::ResponseSink& sink);
  /// Starts and initialises before the first invocation. What goes wrong shows at that.
  Task<void> warm_up();
  /// Kills everything that the instance runs.
  void close();

  /// False when its sandbox is gone: it can only be closed.
  [[nodiscard]] bool usable() const { return !closed_ && !broken_; }
  [[nodiscard]] bool initialising() const { return session_->state() == Session::State::Started; }
  [[nodiscard]] std::uint64_t generation() const { return prepared_->spec->generation; }

 private:
  using TimePoint = Clock::TimePoint;

  Result<void> open();
  void start_process();
  Task<void> stop_process();
  Task<bool> initialise(TimePoint deadline);
  Task<Result<void>> cold_start(invoke::Outcome& outcome);
  Task<void> run(invoke::Invocation invocation, invoke::ResponseSink& sink, invoke::Outcome& outcome);
  Task<void> pass_parts(invoke::ResponseSink& sink, bool& head_sent);
  Task<void> conclude(invoke::ResponseSink& sink, invoke::Outcome& outcome, bool head_sent);
  Task<void> answer_with(invoke::ResponseSink& sink, std::string document);
  void offer(invoke::Invocation& invocation);
  void check_memory();
  void note_peak();
  void note_version(const std::string& version);
  void record(invoke::LogEvent::What what);

  static Task<void> watch_reaper(std::shared_ptr<Instance> self);
  static Task<void> watch_log(std::shared_ptr<Instance> self);
  static Task<void> watch_frames(std::shared_ptr<Instance> self);
  static Task<void> send_rest(std::shared_ptr<Instance> self, std::string bytes);
  void take_report(const ReaperReport& report);
  void take_frame(Frame frame);
  bool drain_log();
  void send_command(ReaperCommand command);

  Host& host_;
  World world_;
  std::shared_ptr<const Prepared> prepared_;
  std::uint32_t number_;
  LineBuffer lines_;
  std::shared_ptr<Session> session_;
  std::unique_ptr<ApiServer> api_;
  std::optional<Process> reaper_;
  boost::asio::posix::stream_descriptor control_, log_pipe_, frames_;
  FrameReader frame_reader_;
  std::string request_id_;     // of the invocation under way
  std::string start_failure_;  // why the sandbox or the process could not be started
  bool framed_ = false;        // the process speaks frames; else the Runtime API
  bool closed_ = false;
  bool broken_ = false;
  bool over_memory_ = false;
  bool timed_out_ = false;
  pid_t main_process_ = 0;
  std::uint64_t peak_bytes_ = 0;
};

}  // namespace cxsam::runtime
