// A sandbox of processes on this machine: the reaper with its control socket, the pipe for output, the Runtime API and, for
// cxsam's own bootstraps, the frame channel.
#pragma once

#include <memory>
#include <string>

#include "runtime/api/server.h"
#include "runtime/frame_channel.h"
#include "runtime/host.h"
#include "runtime/log_pipe.h"
#include "runtime/prepare.h"
#include "runtime/reaper_process.h"
#include "runtime/sandbox.h"

namespace cxsam::runtime {

class ProcessSandbox final : public Sandbox {
 public:
  /// `host` outlives the sandbox. The reaper is made, or the one that is there taken, with the first start().
  /// `calls`: of a process that takes several invocations at once; else null.
  ProcessSandbox(Host& host, std::shared_ptr<const Prepared> prepared, std::shared_ptr<Session> session, OutputWriter output,
                 std::shared_ptr<ConcurrentCalls> calls = nullptr)
      : host_(host),
        prepared_(std::move(prepared)),
        session_(std::move(session)),
        calls_(std::move(calls)),
        output_(std::move(output)) {}
  ~ProcessSandbox() override { close(); }

  std::vector<std::string> extensions() const override;
  Result<void> start_extensions() override;
  Result<void> start() override;
  void terminate() override;
  void kill_runtime() override;
  void kill() override;
  void destroy() override;
  void offer(Event event) override;
  void close() override;
  void flush_output() override;
  std::uint64_t used_memory() override;
  std::uint64_t peak_memory() override;
  std::chrono::nanoseconds processor_time() override;
  void give_way() override;
  bool killed_for_memory() const override { return cgroup_ && cgroup_->killed_for_memory(); }
  const std::string& failure() const override { return failure_; }
  bool usable() const override { return !gone_ && !closed_; }

 private:
  Result<void> open();
  void close_all();
  Result<void> start_programs(std::size_t first, std::size_t end);
  std::shared_ptr<Cgroup> make_cgroup();
  [[nodiscard]] std::vector<ReaperProgram> programs(std::uint16_t port) const;
  void take_report(const ReaperReport& report);
  void take_start_failure(const ReaperReport& report);
  void take_end(const ReaperReport& report);
  void send(ReaperCommand::Kind kind, std::size_t program = 0);
  void note_version(std::string_view version);

  Host& host_;
  std::shared_ptr<const Prepared> prepared_;
  std::shared_ptr<Session> session_;
  std::shared_ptr<ConcurrentCalls> calls_;
  OutputWriter output_;
  std::unique_ptr<ApiServer> api_;
  std::shared_ptr<LogPipe> log_;
  std::shared_ptr<LogPipe> extension_log_;  // none without extensions
  std::shared_ptr<FrameChannel> frames_;    // none when the bootstrap speaks the Runtime API alone
  std::shared_ptr<ReaperProcess> reaper_;
  std::shared_ptr<Cgroup> cgroup_;  // none where this machine lets none be made
  std::string failure_;
  std::string start_failure_;  // of the runtime process's program
  Descriptor status_;          // of the main process, once somebody has asked for its memory
  bool gone_ = false;
  bool closed_ = false;
};

/// Sandboxes for the functions of `host`, which outlives them. What can be made ready once for a specification is kept.
SandboxMaker process_sandboxes(Host& host);

}  // namespace cxsam::runtime
