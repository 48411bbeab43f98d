// Answers of authorizers' functions that still count.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/authorizers/grant.h"
#include "loop/clock.h"

namespace cxsam::gateway {

/// At most a thousand, the oldest goes first. Keys name API, authorizer and all that identifies a caller.
class GrantCache {
 public:
  explicit GrantCache(Clock& clock) : clock_(clock) {}

  /// Null when there is none, or none that still counts.
  [[nodiscard]] std::shared_ptr<const Grant> find(std::string_view key) const;
  void put(const std::string& key, std::shared_ptr<const Grant> grant, std::chrono::seconds lifetime);
  void clear();

 private:
  struct Entry {
    std::shared_ptr<const Grant> grant;
    Clock::TimePoint until;
  };

  Clock& clock_;
  std::map<std::string, Entry, std::less<>> entries_;
  std::list<std::string> order_;
};

}  // namespace cxsam::gateway
