#include "gateway/authorizers/grant_cache.h"

namespace cxsam::gateway {
namespace {

constexpr std::size_t kMost = 1000;

}  // namespace

std::shared_ptr<const Grant> GrantCache::find(std::string_view key) const {
  const auto found = entries_.find(key);
  if (found == entries_.end() || found->second.until <= clock_.now()) return nullptr;
  return found->second.grant;
}

void GrantCache::put(const std::string& key, std::shared_ptr<const Grant> grant, std::chrono::seconds lifetime) {
  if (!entries_.contains(key)) order_.push_back(key);
  entries_[key] = {std::move(grant), clock_.after(lifetime)};
  if (order_.size() <= kMost) return;
  entries_.erase(order_.front());
  order_.pop_front();
}

void GrantCache::clear() {
  entries_.clear();
  order_.clear();
}

}  // namespace cxsam::gateway
