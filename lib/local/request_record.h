// The line that every request leaves in the log.
#pragma once

#include <string>

#include "http/server.h"
#include "invoke/journal.h"
#include "loop/world.h"

namespace cxsam::local {

/// What is recorded of a request, which goes on to who answers it.
class RequestRecord {
 public:
  RequestRecord(const World& world, const http::Request& request);

  /// It has been answered.
  void write(invoke::Journal& journal, int status) const;

 private:
  const Clock& clock_;
  Clock::TimePoint begin_;
  std::string client_, method_, target_, protocol_;
};

}  // namespace cxsam::local
