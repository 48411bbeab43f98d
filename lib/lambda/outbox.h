// Where messages to queues, topics and event buses go: destinations and dead letters of asynchronous calls.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "loop/task.h"

namespace cxsam::lambda {

struct Message {
  std::string arn;  // of the queue, the topic or the event bus
  std::string body;
  std::map<std::string, std::string> attributes = {};  // of dead letters: RequestID, ErrorCode, ErrorMessage
  std::string detail_type = {};                        // for event buses
  std::string resource = {};                           // the function, for event buses
};

struct Outbox {
  virtual ~Outbox() = default;
  /// Why nothing can be sent there from here; "" when it can be.
  [[nodiscard]] virtual std::string why_not(const std::string& arn) const = 0;
  /// Error: it did not arrive.
  virtual Task<Result<void>> send(Message message) = 0;
};

}  // namespace cxsam::lambda
