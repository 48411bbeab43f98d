// Answers that a stage keeps. Source: API Gateway developer guide, "Cache settings for REST APIs in API Gateway".
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "http/server.h"
#include "loop/clock.h"

namespace cxsam::gateway {

/// Bounded: what is too large is not kept, and what is over is dropped when there is no room.
class ResponseCache {
 public:
  /// Nothing for what is not there, or over.
  [[nodiscard]] std::optional<http::Response> find(std::string_view key, Clock::TimePoint now) const;
  void keep(std::string key, const http::Response& response, std::chrono::seconds ttl, Clock::TimePoint now);
  /// With a version of the application everything begins anew.
  void clear();

 private:
  struct Kept {
    http::Response response;
    Clock::TimePoint until;
  };

  void make_room(std::size_t bytes, Clock::TimePoint now);

  std::map<std::string, Kept, std::less<>> kept_;
  std::size_t bytes_ = 0;
};

}  // namespace cxsam::gateway
