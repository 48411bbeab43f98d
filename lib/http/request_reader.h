// A request from the bytes of a connection.
#pragma once

#include <cstdint>

#include "http/connection.h"

namespace cxsam::http {

struct Incoming {
  Request request;
  bool keep_alive = true;
  bool old = false;  // HTTP/1.0
};

/// What reading came to: a request, the client went away, or the request is refused with a status.
struct ReadOutcome {
  enum class Kind : std::uint8_t { Request, Gone, Refused } kind = Kind::Gone;
  int status = 0;
  Incoming incoming = {};
};

/// `shared` and `connection` outlive the task.
Task<ReadOutcome> read_request(const Shared& shared, Connection& connection);

}  // namespace cxsam::http
