#include "runtime/frame_channel.h"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "runtime/descriptors.h"

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kReadBytes = std::size_t{64} << 10U;

}  // namespace

Result<std::shared_ptr<FrameChannel>> FrameChannel::open(const World& world, std::shared_ptr<Session> session,
                                                         Listener listener, FrameEnds& theirs) {
  auto events = make_pipe(Flow::Out);
  if (!events) return fail(events.error());
  auto answers = make_pipe(Flow::In);
  if (!answers) return fail(answers.error());
  std::shared_ptr<FrameChannel> made(new FrameChannel(world, std::move(session), std::move(listener)));
  made->events_.assign(events->ours.release());
  made->answers_.assign(answers->ours.release());
  theirs = {std::move(events->theirs), std::move(answers->theirs)};
  spawn(world.loop, "sandbox frames", read(made));
  return made;
}

void FrameChannel::reset() {
  reader_.reset();
  in_use_ = false;
}

void FrameChannel::close() {
  closed_ = true;
  boost::system::error_code ignored;
  events_.close(ignored);
  answers_.close(ignored);
}

// A frame of usual size goes out at once; the rest of a large one waits for the process to read.
void FrameChannel::offer(const std::shared_ptr<FrameChannel>& self, Event event) {
  std::string frame = encode_frame(FrameKind::Invoke,
                                   {event.request_id, std::to_string(event.deadline_ms), event.function_arn, event.trace_id,
                                    event.client_context, event.tenant_id, event.cognito_identity},
                                   event.payload);
  std::string().swap(event.payload);  // clear() keeps the memory
  self->session_->offer(std::move(event));
  const ssize_t sent = ::write(self->events_.native_handle(), frame.data(), frame.size());
  const std::size_t done = sent > 0 ? static_cast<std::size_t>(sent) : 0;
  if (done < frame.size()) spawn(self->world_.loop, "instance event", write(self, frame.substr(done), self->life_));
}

// The next process begins with a frame of its own, so that none of this may come after the end of the one it is for.
Task<void> FrameChannel::write(std::shared_ptr<FrameChannel> self, std::string bytes, std::uint64_t life) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const bool takes = co_await writable(self->events_);
    if (!takes || self->life_ != life) co_return;
    const ssize_t sent = ::write(self->events_.native_handle(), rest.data(), rest.size());
    if (sent < 0 && errno != EAGAIN) co_return;
    if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

ssize_t FrameChannel::read_some() {
  static std::array<char, kReadBytes> buffer;  // one thread, and emptied before the next
  const ssize_t size = ::read(answers_.native_handle(), buffer.data(), buffer.size());
  if (size > 0) reader_.feed({buffer.data(), static_cast<std::size_t>(size)});
  return size;
}

void FrameChannel::end() {
  while (read_some() > 0) continue;
  while (auto frame = reader_.next()) take(std::move(*frame));
  ++life_;
  events_.cancel();
}

Task<void> FrameChannel::read(std::shared_ptr<FrameChannel> self) {
  while (true) {
    const bool there = co_await readable(self->answers_);
    if (!there || self->read_some() == 0) co_return;
    while (auto frame = self->reader_.next()) {
      self->take(std::move(*frame));
      co_await self->session_->wait_for_reader();
    }
    if (self->reader_.broken() && !self->closed_) self->listener_.on_broken();
  }
}

void FrameChannel::take(Frame frame) {
  Session& session = *session_;
  if (session.stopped() || closed_) return;
  std::string_view rest = frame.body;
  const auto failure = [&rest] {
    const std::string type = checked_error_type(take_string(rest).value_or(""));
    return Failure{type, std::string(rest)};
  };
  switch (frame.kind) {
    case FrameKind::Ready:
      in_use_ = true;
      listener_.on_ready(frame.body);
      session.ready();
      break;
    case FrameKind::Restored:
      session.restore();
      break;
    case FrameKind::InitError:
      session.fail_init(failure());
      break;
    case FrameKind::Response:
      if (session.begin_response(session.request_id())) break;
      session.set_content_type("application/json");
      if (frame.body.size() > kMaxResponseBytes) {
        session.refuse_too_large(kMaxResponseBytes);
      } else {
        session.add_part(std::move(frame.body));
        session.finish();
      }
      session.ready();
      break;
    case FrameKind::StreamHead:
      if (!session.begin_response(session.request_id())) session.set_content_type(std::move(frame.body));
      break;
    case FrameKind::StreamData:
      if (session.takes_parts_of(session.request_id())) session.add_part(std::move(frame.body));
      break;
    case FrameKind::StreamEnd:
      session.finish();
      session.ready();
      break;
    case FrameKind::Error:
    case FrameKind::StreamError:
      if (session.begin_error(session.request_id())) break;
      session.finish_with(failure());
      session.ready();
      break;
    case FrameKind::LastError:
      if (!session.begin_error(session.request_id())) session.finish_with(failure());
      break;
    case FrameKind::Invoke:
      break;  // only ever sent by cxsam
  }
}

}  // namespace cxsam::runtime
