// The concurrency of an account: what functions without a reservation share. Source: AWS Lambda developer guide, "Understanding
// Lambda function scaling".
#pragma once

#include <cstdint>
#include <memory>

#include "invoke/invoke.h"

namespace cxsam::lambda {

struct Account {
  std::uint32_t limit = 1000;  // calls at the same time
  std::uint32_t running = 0;
};

/// A function that counts against the account: beyond its limit a call is Throttled, with Lambda's document.
std::shared_ptr<invoke::Invoker> in_account(std::shared_ptr<Account> account, std::shared_ptr<invoke::Invoker> function);

}  // namespace cxsam::lambda
