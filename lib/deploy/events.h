// What happens to a stack, told once and in order.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "aws/services/cloudformation.h"

namespace cxsam::deploy {

/// The events of a stack from a moment on.
class Events {
 public:
  Events(aws::Client& client, std::string stack) : client_(client), stack_(std::move(stack)) {}

  /// What has happened so far is old. Where that cannot be read everything counts as new.
  Task<void> begin_now();

  /// What has happened since the last call, oldest first.
  Task<aws::Answer<std::vector<aws::StackEvent>>> next();

 private:
  aws::Client& client_;
  std::string stack_;
  std::string last_old_;
  std::set<std::string> seen_;
};

}  // namespace cxsam::deploy
