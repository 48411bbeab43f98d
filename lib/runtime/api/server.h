// The Lambda Runtime API of one function instance: its own listener on 127.0.0.1, so that no client has to say who it is.
// Source: AWS Lambda developer guide, "Using the Lambda runtime API".
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/result.h"
#include "loop/world.h"
#include "runtime/concurrent_calls.h"
#include "runtime/session.h"

namespace cxsam::runtime {

class ApiServer {
 public:
  /// Whether a connection is to be served, by its socket.
  using Admission = std::function<bool(int socket)>;

  /// `calls`: of a process that takes several invocations at once; else null.
  static Result<std::unique_ptr<ApiServer>> listen(
      const World& world, std::shared_ptr<Session> session, Admission admits = [](int) { return true; },
      std::shared_ptr<ConcurrentCalls> calls = nullptr);
  /// Stops accepting and closes every connection.
  ~ApiServer();
  ApiServer(const ApiServer&) = delete;
  ApiServer& operator=(const ApiServer&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Closes the connections of a process that has ended.
  void drop_connections();

 private:
  struct State;
  explicit ApiServer(std::shared_ptr<State> state) : state_(std::move(state)) {}
  static Task<void> accept(std::shared_ptr<State> state);

  std::shared_ptr<State> state_;
};

}  // namespace cxsam::runtime
