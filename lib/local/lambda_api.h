// The Lambda API of an application on a port of this machine.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gateway/authorizers/guards.h"
#include "http/server.h"
#include "lambda/async_calls.h"
#include "lambda/log_tails.h"
#include "local/address.h"
#include "local/functions.h"
#include "local/serve.h"
#include "loop/world.h"

namespace cxsam::local {

struct LambdaApiOptions {
  Address address;
  std::vector<std::string> only;  // functions that may be called, by any of their names; all when it is empty
  gateway::GuardOptions guards;   // of function URLs
};

class LambdaApi final : public Listener {
 public:
  /// `functions` stands before it in the list of parts.
  /// `outbox` may be null.
  LambdaApi(const World& world, const ServeOptions& serve, LambdaApiOptions options, const Functions& functions,
            lambda::LogTails& log_tails, std::shared_ptr<lambda::Outbox> outbox);
  ~LambdaApi() override;

  /// Error: the template has no function, or none of a name that was asked for.
  Result<Commit> prepare(const std::shared_ptr<const Version>& version) override;
  /// Error: the port cannot be listened on.
  Task<Result<void>> start() override;
  [[nodiscard]] Description describe() const override;
  Task<void> stop() override;
  [[nodiscard]] std::string url() const override;
  [[nodiscard]] std::string invitation() const override;

 private:
  struct State;  // what one version serves; a request keeps the one that it began with

  Task<http::Response> respond(http::Request request);
  Task<http::Response> answer(const std::shared_ptr<const State>& state, http::Request request) const;

  World world_;
  bool as_sam_;
  LambdaApiOptions options_;
  const Functions& functions_;
  lambda::LogTails& log_tails_;
  std::shared_ptr<const gateway::Guards> guards_;
  std::shared_ptr<lambda::Outbox> outbox_;
  lambda::AsyncCalls async_calls_;
  std::shared_ptr<State> state_;  // left alone once requests hold it
  std::unique_ptr<http::Server> server_;
};

}  // namespace cxsam::local
