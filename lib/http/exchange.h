// One request and its answer on a connection.
#pragma once

#include <memory>

#include "http/connection.h"

namespace cxsam::http {

/// Reads, has it answered, and writes. False when the connection is to be closed.
Task<bool> exchange(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection);

/// To a client too many.
Task<void> turn_away(std::shared_ptr<Shared> shared, std::shared_ptr<Connection> connection);

/// To a client that speaks plain HTTP where TLS is spoken.
Task<void> say_https(const Shared& shared, Connection& connection);

}  // namespace cxsam::http
