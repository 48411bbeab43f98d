// What an extension asks for in a subscription to telemetry or logs. Sources: AWS Lambda developer guide, "Lambda Telemetry API
// reference" and "Lambda Logs API".
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "runtime/messages.h"

namespace cxsam::runtime {

struct Subscription {
  enum class Api : std::uint8_t { Telemetry, Logs } api = Api::Telemetry;
  std::string schema;  // "2022-12-13"
  bool platform = false;
  bool function = false;
  bool extension = false;

  /// Where it listens in its sandbox, which is this machine.
  struct Destination {
    bool http = true;  // else lines over TCP
    std::uint16_t port = 0;
    std::string method = "POST";
    std::string path = "/";
  } destination = {};

  /// What comes is handed over when one of these is reached.
  struct Buffering {
    std::size_t max_items = 10'000;
    std::size_t max_bytes = 262'144;
    std::chrono::milliseconds timeout{1000};
  } buffering = {};

  /// As logs name them: "Platform".
  [[nodiscard]] std::vector<std::string> type_names() const;
};

/// Error: all that is wrong with it, as ValidationError with status 400.
tl::expected<Subscription, Refusal> read_subscription(Subscription::Api api, std::string_view body);

}  // namespace cxsam::runtime
