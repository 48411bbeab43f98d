#include "runtime/concurrent_calls.h"

#include <algorithm>
#include <utility>

namespace cxsam::runtime {

void ConcurrentCalls::remove(const Session& session) {
  give_up(session.request_id());
  std::erase_if(sessions_, [&](const auto& each) { return each.get() == &session; });
}

void ConcurrentCalls::offer(Session& session, Event event) {
  std::string payload = std::exchange(event.payload, std::string());
  Event without_payload = event;
  event.payload = std::move(payload);
  waiting_.push_back(std::move(event));
  session.offer(std::move(without_payload));
  changed_.notify();
}

void ConcurrentCalls::give_up(const std::string& request_id) {
  const std::shared_ptr<Session> session = find(request_id);
  if (!session || session->answer().done || session->stopped()) return;
  const auto waits = std::ranges::find(waiting_, request_id, &Event::request_id);
  if (waits == waiting_.end()) {
    given_up_.insert(request_id);
  } else {
    waiting_.erase(waits);
  }
}

void ConcurrentCalls::clear() {
  waiting_.clear();
  given_up_.clear();
}

Task<std::optional<Event>> ConcurrentCalls::next(Session& process, const bool& gone) {
  process.ready();
  while (waiting_.empty() && !gone && !process.stopped()) co_await changed_.wait();
  if (gone || process.stopped()) co_return std::nullopt;
  Event event = std::move(waiting_.front());
  waiting_.pop_front();
  co_return event;
}

std::shared_ptr<Session> ConcurrentCalls::find(std::string_view request_id) const {
  if (request_id.empty()) return nullptr;
  const auto found = std::ranges::find_if(sessions_, [&](const auto& each) { return each->request_id() == request_id; });
  return found == sessions_.end() ? nullptr : *found;
}

bool ConcurrentCalls::take_given_up(std::string_view request_id) {
  const auto found = given_up_.find(request_id);
  if (found == given_up_.end()) return false;
  given_up_.erase(found);
  return true;
}

}  // namespace cxsam::runtime
