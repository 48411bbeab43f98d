// The calls of the Runtime, Extensions, Telemetry and Logs API: a method and a path each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxsam::runtime {

enum class Call : std::uint8_t {
  None,
  Next,
  Response,
  Error,
  InitError,
  RestoreNext,
  RestoreError,
  Ping,
  Logs,
  Telemetry,
  Register,
  ExtensionNext,
  ExtensionInitError,
  ExtensionExitError
};

struct Route {
  Call call = Call::None;
  std::string_view method = "";
  std::string id = {};  // of the invocation
};

/// The call of a request's target, in origin or absolute form; None when it is of none.
Route find_route(std::string_view target);

/// Calls that say in header fields who makes them.
inline bool is_of_extension(Call call) { return call >= Call::Logs; }

}  // namespace cxsam::runtime
