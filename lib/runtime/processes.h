// What runs in a sandbox, and in which order: the programs of extensions start first and the runtime once all of them have
// registered; in the end the runtime goes first, and the extensions hear why. Source: AWS Lambda developer guide,
// "Understanding the Lambda execution environment lifecycle".
#pragma once

#include <memory>
#include <string_view>

#include "loop/world.h"
#include "runtime/sandbox.h"
#include "runtime/session.h"

namespace cxsam::runtime {

class Processes {
 public:
  Processes(const World& world, std::shared_ptr<Session> session) : world_(world), session_(std::move(session)) {}

  /// Before anything else here.
  void set_sandbox(std::unique_ptr<Sandbox> sandbox) { sandbox_ = std::move(sandbox); }
  [[nodiscard]] Sandbox& sandbox() const { return *sandbox_; }

  /// A new life of the session, in which nothing runs yet.
  void begin();
  /// Starts the extensions' programs, or the runtime where there are none. Error: there can be no sandbox; the session has
  /// ended then.
  Result<void> start();
  /// Whether nothing keeps the runtime waiting any more.
  [[nodiscard]] bool runtime_is_due() const {
    return runtime_waits_ && !session_->extensions().fault() && session_->extensions().all_external_registered();
  }
  Result<void> start_runtime();
  /// Kills all of it. A runtime that still waits to be started shows as ended.
  void kill();
  /// Ends all of it. `reason`: what extensions hear, see instance_times.h.
  Task<void> stop(std::string_view reason);
  /// Ends all of it where there are extensions, and does nothing where there are none.
  Task<void> end_extensions(std::string_view reason);

 private:
  Task<void> deliver_telemetry();

  World world_;
  std::shared_ptr<Session> session_;
  std::unique_ptr<Sandbox> sandbox_;
  bool runtime_waits_ = false;
};

}  // namespace cxsam::runtime
