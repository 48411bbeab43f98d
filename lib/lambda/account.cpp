#include "lambda/account.h"

namespace cxsam::lambda {
namespace {

using invoke::Outcome;

// Source: AWS Lambda API reference, "Invoke", TooManyRequestsException.
constexpr std::string_view kThrottled =
    R"({"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."})";

/// Counts a call for as long as it is under way.
class Place {
 public:
  explicit Place(std::shared_ptr<Account> account) : account_(std::move(account)) { ++account_->running; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { --account_->running; }

 private:
  std::shared_ptr<Account> account_;
};

struct Counted final : invoke::Invoker {
  Counted(std::shared_ptr<Account> of, std::shared_ptr<invoke::Invoker> called)
      : account(std::move(of)), function(std::move(called)) {}

  Task<Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) override {
    if (account->running >= account->limit) {
      Outcome throttled{.kind = Outcome::Kind::Throttled, .error_type = "TooManyRequestsException", .metrics = {}};
      co_await answer_with_error(sink, throttled, std::string(kThrottled));
      co_return throttled;
    }
    const Place place(account);
    co_return co_await function->invoke(invocation, sink);
  }

  std::shared_ptr<Account> account;
  std::shared_ptr<invoke::Invoker> function;
};

}  // namespace

std::shared_ptr<invoke::Invoker> in_account(std::shared_ptr<Account> account, std::shared_ptr<invoke::Invoker> function) {
  return std::make_shared<Counted>(std::move(account), std::move(function));
}

}  // namespace cxsam::lambda
