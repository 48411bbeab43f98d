// Where the process of an instance runs, as the instance sees it. Behind an interface, so that the life of an instance can be
// played without processes.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "loop/task.h"
#include "runtime/session.h"
#include "runtime/spec.h"

namespace cxsam::runtime {

/// What the process does shows in the session: it is ready, it answers, it ends.
class Sandbox {
 public:
  Sandbox() = default;
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  virtual ~Sandbox() = default;

  /// Whether the process is there already, for other invocations: start() joins it.
  [[nodiscard]] virtual bool joins() const { return false; }
  /// Lets go of the invocation under way, which other invocations of the same process are not to suffer for: it shows as its
  /// end. False where there are none.
  virtual bool abandon() { return false; }
  /// Names of the extensions' programs.
  [[nodiscard]] virtual std::vector<std::string> extensions() const { return {}; }
  /// Starts the extensions' programs, after Session::start(). What becomes of them shows in Session::extensions().
  virtual Result<void> start_extensions() { return {}; }
  /// Starts the runtime process, after Session::start(). /tmp and what else the sandbox holds stays from one process to the
  /// next. Error: there can be no sandbox. That the process cannot be started shows as its end, and in failure().
  virtual Result<void> start() = 0;
  /// Asks the runtime process to end: SIGTERM.
  virtual void terminate() {}
  /// Kills the runtime process alone, while extensions go on.
  virtual void kill_runtime() { kill(); }
  /// Kills all processes and their children.
  virtual void kill() = 0;
  /// Kills what does not end by kill(). Nothing can be started any more.
  virtual void destroy() = 0;
  /// Hands an invocation to the process, in a state that Session::offer() allows.
  virtual void offer(Event event) = 0;
  /// Ends everything at once. The session hears of nothing more.
  virtual void close() = 0;
  /// Passes on all that the process has written, also a last line without an end.
  virtual void flush_output() = 0;

  /// Memory in use by all processes, in bytes; 0 when there are none.
  [[nodiscard]] virtual std::uint64_t used_memory() = 0;
  /// The most that the runtime process has had, in bytes; 0 when it is gone.
  [[nodiscard]] virtual std::uint64_t peak_memory() = 0;
  /// How long its processes have worked or have had to wait for a processor; 0 where nobody can tell which of them did for
  /// whom.
  [[nodiscard]] virtual std::chrono::nanoseconds processor_time() { return {}; }
  /// Processors are short: its processes do not stop who runs when they wake.
  virtual void give_way() {}
  /// Whether the kernel has ended processes for their memory.
  [[nodiscard]] virtual bool killed_for_memory() const { return false; }
  /// Why the last start() came to nothing; "" when it did not.
  [[nodiscard]] virtual const std::string& failure() const = 0;
  /// False when it is gone: nothing can be started any more.
  [[nodiscard]] virtual bool usable() const = 0;
};

enum class OutputOf : std::uint8_t { Function, Extension };

/// Gets one or more whole lines with their line ends.
using OutputWriter = std::function<void(std::string_view lines, OutputOf of)>;

/// Makes the sandbox of an instance of a function. `output` is called while the sandbox lives. Errors: a runtime that is not
/// run, a missing interpreter, no code.
using SandboxMaker = std::function<Task<Result<std::unique_ptr<Sandbox>>>(
    std::shared_ptr<const FunctionSpec> spec, std::shared_ptr<Session> session, OutputWriter output)>;

}  // namespace cxsam::runtime
