// One process that several instances share, each for one invocation at a time: as on Lambda Managed Instances, where it asks
// for up to AWS_LAMBDA_MAX_CONCURRENCY of them. An invocation that is too slow leaves the process alone, which may still be at
// it. Source: AWS Lambda developer guide, "Understanding the Lambda Managed Instances execution environment".
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "runtime/concurrent_calls.h"
#include "runtime/host.h"
#include "runtime/processes.h"
#include "runtime/sandbox.h"

namespace cxsam::runtime {

class SharedProcess : public std::enable_shared_from_this<SharedProcess> {
 public:
  /// Makes the sandbox of the process: what it asks for is in the calls.
  using Maker =
      std::function<std::unique_ptr<Sandbox>(std::shared_ptr<Session>, OutputWriter, std::shared_ptr<ConcurrentCalls>)>;

  /// `host` outlives it. `places`: invocations at once.
  static std::shared_ptr<SharedProcess> make(Host& host, std::size_t places, const FunctionIdentity& function,
                                             const Maker& maker);
  SharedProcess(const SharedProcess&) = delete;
  SharedProcess& operator=(const SharedProcess&) = delete;
  ~SharedProcess() = default;

  [[nodiscard]] bool has_place() const { return usable() && calls_->sessions().size() < places_; }
  /// A sandbox for one instance. The last that is closed ends the process.
  std::unique_ptr<Sandbox> join(std::shared_ptr<Session> session, OutputWriter output);

  // For the sandboxes.
  [[nodiscard]] bool runs() const { return !process_->stopped(); }
  [[nodiscard]] bool usable() const { return !closed_ && sandbox().usable(); }
  [[nodiscard]] Sandbox& sandbox() const { return processes_.sandbox(); }
  ConcurrentCalls& calls() { return *calls_; }
  /// Starts the process where there is none. `session` hears when it is ready.
  Result<void> start(const Session& session);
  void kill(Session& session);
  void leave(const Session& session);

 private:
  SharedProcess(Host& host, std::size_t places, const FunctionIdentity& function);
  void tell();
  void tell_end(const Session* but = nullptr);
  void write(std::string_view lines, OutputOf of) const;
  void close();
  static Task<void> follow(std::shared_ptr<SharedProcess> self);
  static Task<void> see_off(std::shared_ptr<SharedProcess> self);

  struct Output {
    const Session* of;
    OutputWriter write;
  };

  Host& host_;
  std::size_t places_;
  std::shared_ptr<Session> process_;  // what the process says of itself
  Processes processes_;
  std::shared_ptr<ConcurrentCalls> calls_;
  std::vector<Output> outputs_;
  bool end_told_ = true;
  bool closed_ = false;
};

}  // namespace cxsam::runtime
