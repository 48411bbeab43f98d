// One function instance as the script of its life: start -> initialise -> {invoke -> answer}*. Processes that fail or are too
// slow are killed and started anew in the same sandbox, so that /tmp stays. What runs is behind Sandbox, when it runs behind
// Clock. Source: AWS Lambda developer guide, "Understanding the Lambda execution environment lifecycle".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "invoke/invoke.h"
#include "runtime/host.h"
#include "runtime/memory_guard.h"
#include "runtime/processes.h"
#include "runtime/sandbox.h"
#include "runtime/session.h"

namespace cxsam::runtime {

class Instance : public std::enable_shared_from_this<Instance> {
 public:
  /// `host` outlives the instance. Errors: those of `make_sandbox`.
  static Task<Result<std::shared_ptr<Instance>>> make(Host& host, std::shared_ptr<const FunctionSpec> spec,
                                                      SandboxMaker make_sandbox);
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  /// One at a time.
  Task<invoke::Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink);
  /// Starts and initialises before the first invocation. What goes wrong shows at that.
  Task<void> warm_up();
  /// Ends everything that the instance runs, without waiting for it. Extensions hear of it first, and have two seconds.
  void close();

  /// False when its sandbox is gone: it can only be closed.
  [[nodiscard]] bool usable() const { return !closed_ && sandbox().usable(); }
  [[nodiscard]] bool initialising() const { return session_->state() == Session::State::Started; }
  /// How long it has worked or has had to wait for a processor since this was last asked; nothing while it initialises, and
  /// when asked for the first time.
  std::optional<std::chrono::nanoseconds> take_processor_time();
  /// Processors are short: a function that is given an event does not stop cxsam, which has more to give.
  void give_way();
  [[nodiscard]] std::uint64_t generation() const { return spec_->generation; }

 private:
  using TimePoint = Clock::TimePoint;
  [[nodiscard]] Sandbox& sandbox() const { return processes_.sandbox(); }

  Instance(Host& host, std::shared_ptr<const FunctionSpec> spec);
  Result<void> start_processes(invoke::LogEvent::Phase phase);
  Task<Result<void>> join();
  Task<void> stop_processes(std::string_view reason);
  static Task<void> see_off(std::shared_ptr<Instance> self);
  void tell_runtime_initialised(bool over);
  void tell_initialised();
  [[nodiscard]] bool starting() const;
  [[nodiscard]] bool ready() const;
  Task<void> wait_until_ready_again();
  Task<bool> initialise(TimePoint deadline);
  Task<Result<void>> cold_start(invoke::Outcome& outcome);
  Task<Result<void>> start_again();
  void tell_init_time(invoke::Outcome& outcome, TimePoint begin) const;
  Task<void> refuse(invoke::ResponseSink& sink, invoke::Outcome& outcome, const Error& error);
  Task<void> run(invoke::Invocation& invocation, invoke::ResponseSink& sink, invoke::Outcome& outcome);
  /// An answer on its way to the sink.
  struct Passing {
    bool begun = false;       // of a sink that streams: its head has left
    std::string kept;         // for any other
    std::uint64_t bytes = 0;  // of `kept`
  };
  Task<void> pass_parts(invoke::ResponseSink& sink, Passing& passing, TimePoint until);
  std::string conclude(invoke::Outcome& outcome, bool timed_out);
  void offer(invoke::Invocation& invocation);
  void check_memory();
  /// The form of its log, and from which levels on it is written.
  struct Log {
    invoke::LogFormat format = invoke::LogFormat::Text;
    invoke::LogLevel application_level = invoke::LogLevel::Info;
    invoke::LogLevel system_level = invoke::LogLevel::Info;
  };
  static Log log_of(const application::Function& function);
  void record(invoke::LogEvent::What what);
  void record_output(std::string_view lines, OutputOf of);

  Host& host_;
  World world_;
  std::shared_ptr<const FunctionSpec> spec_;
  Log log_;
  std::uint32_t number_;
  std::shared_ptr<Session> session_;
  Processes processes_;
  /// An initialisation, and what has been told of it.
  struct Initialisation {
    TimePoint begin{};
    invoke::LogEvent::Phase phase = invoke::LogEvent::Phase::Init;
    bool runtime_told = true;
    bool told = true;
  };
  struct InitEnd {
    invoke::Outcome::Kind outcome;
    std::string error_type;
  };
  [[nodiscard]] InitEnd init_end() const;
  void tell_end(const invoke::Outcome& outcome, TimePoint begin);

  Initialisation init_;
  MemoryGuard memory_;                                      // of the processes that run
  std::string request_id_;                                  // of the invocation under way
  std::string trace_;                                       // its X-Amzn-Trace-Id
  std::string version_;                                     // that it calls
  std::optional<std::chrono::nanoseconds> processor_time_;  // when it was last asked for
  bool gives_way_ = false;                                  // its processes, once initialised
  bool closed_ = false;
};

}  // namespace cxsam::runtime
