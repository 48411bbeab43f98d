#include "invoke/stream.h"

#include <utility>

namespace cxsam::invoke {
namespace {

constexpr std::size_t kMaxWaitingBytes = std::size_t{64} << 10U;

}  // namespace

std::shared_ptr<Stream> Stream::start(const World& world, std::shared_ptr<Invoker> invoker, Invocation invocation) {
  std::shared_ptr<Stream> made(new Stream(world.clock));
  spawn(world.loop, "streamed call", run(made, std::move(invoker), std::move(invocation)));
  return made;
}

Task<void> Stream::run(std::shared_ptr<Stream> self, std::shared_ptr<Invoker> invoker, Invocation invocation) {
  Outcome outcome = co_await invoker->invoke(invocation, *self);
  self->outcome_ = std::move(outcome);
  self->changed_.notify();
}

Task<void> Stream::begun() {
  while (!begun_ && !outcome_) co_await changed_.wait();
}

Task<std::optional<std::string>> Stream::next() {
  while (parts_.empty() && !outcome_) co_await changed_.wait();
  if (parts_.empty()) co_return std::nullopt;
  std::string part = std::move(parts_.front());
  parts_.pop_front();
  waiting_bytes_ -= part.size();
  changed_.notify();
  co_return part;
}

void Stream::abandon() {
  abandoned_ = true;
  parts_.clear();
  waiting_bytes_ = 0;
  changed_.notify();
}

Task<void> Stream::head(std::string type) {
  content_type_ = std::move(type);
  begun_ = true;
  changed_.notify();
  co_return;
}

Task<void> Stream::write(std::string bytes) {
  if (abandoned_) co_return;
  waiting_bytes_ += bytes.size();
  parts_.push_back(std::move(bytes));
  changed_.notify();
}

Task<bool> Stream::room(Clock::TimePoint until) {
  while (waiting_bytes_ > kMaxWaitingBytes && clock_.now() < until) co_await changed_.wait(until);
  co_return waiting_bytes_ <= kMaxWaitingBytes;
}

}  // namespace cxsam::invoke
