#include "gateway/response_cache.h"

namespace cxsam::gateway {
namespace {

constexpr std::size_t kLargest = std::size_t{1} << 20U;  // API Gateway's own limit of an answer
constexpr std::size_t kCapacity = std::size_t{64} << 20U;

std::size_t size_of(const http::Response& response) {
  std::size_t bytes = response.body.size();
  for (const auto& [name, value] : response.headers) bytes += name.size() + value.size();
  return bytes;
}

}  // namespace

std::optional<http::Response> ResponseCache::find(std::string_view key, Clock::TimePoint now) const {
  const auto found = kept_.find(key);
  if (found == kept_.end() || found->second.until <= now) return std::nullopt;
  return found->second.response;
}

void ResponseCache::keep(std::string key, const http::Response& response, std::chrono::seconds ttl, Clock::TimePoint now) {
  const std::size_t bytes = size_of(response);
  if (response.stream || bytes > kLargest) return;
  if (const auto old = kept_.find(key); old != kept_.end()) {
    bytes_ -= size_of(old->second.response);
    kept_.erase(old);
  }
  make_room(bytes, now);
  bytes_ += bytes;
  kept_.emplace(std::move(key), Kept{.response = response, .until = now + ttl});
}

void ResponseCache::make_room(std::size_t bytes, Clock::TimePoint now) {
  if (bytes_ + bytes <= kCapacity) return;
  std::erase_if(kept_, [&](const auto& entry) {
    const bool over = entry.second.until <= now;
    if (over) bytes_ -= size_of(entry.second.response);
    return over;
  });
  if (bytes_ + bytes > kCapacity) clear();
}

void ResponseCache::clear() {
  kept_.clear();
  bytes_ = 0;
}

}  // namespace cxsam::gateway
