#include "http/upgraded.h"

#include <algorithm>
#include <utility>

namespace cxsam::http {
namespace {

constexpr std::chrono::seconds kGoodbye{2};

FrameLimits frame_limits(const ServerLimits& limits) {
  return {.frame_bytes = limits.frame_bytes, .message_bytes = limits.message_bytes};
}

}  // namespace

Upgraded::Upgraded(const World& world, const ServerLimits& limits, std::shared_ptr<Connection> connection)
    : world_(world),
      patience_(limits.head),
      connection_(std::move(connection)),
      frames_(frame_limits(limits)),
      freed_(world.clock),
      last_active_(world.clock.now()) {}

void Upgraded::lose() {
  lost_ = true;
  connection_->socket.close();
  freed_.notify();
}

void Upgraded::end_by(std::uint16_t code, std::string reason, bool by_client) {
  if (closing_begun_) return;
  closing_begun_ = true;
  closing_ = {.code = code, .reason = std::move(reason), .by_client = by_client};
}

Task<std::optional<WebSocket::Message>> Upgraded::read() {
  const auto self = shared_from_this();
  while (!over_ && !lost_) {
    std::string_view bytes = connection_->buffer.view();
    const std::size_t size = bytes.size();
    std::optional<FrameReader::Event> event = frames_.next(bytes);
    connection_->buffer.consume(size - bytes.size());
    if (event) {
      std::optional<Message> message = co_await take(std::move(*event));
      if (message) co_return message;
    } else if (frames_.fault()) {
      co_await refuse(*frames_.fault());
    } else {
      connection_->buffer.rest();
      const bool alive = co_await connection_->socket.read_into(connection_->buffer);
      if (!alive) lose();
    }
  }
  co_return std::nullopt;
}

/// Says what is wrong, once, and reads on for a while: the reset that follows a close would destroy what was said.
Task<void> Upgraded::refuse(FrameReader::Fault fault) {
  if (!closing_begun_) {
    end_by(fault.code, std::string(fault.reason), false);
    end_ = world_.clock.after(kGoodbye);
    std::string goodbye = make_close(fault.code, fault.reason);
    co_await send(Opcode::Close, std::move(goodbye));
    connection_->socket.end_writing();
  }
  connection_->buffer.clear();
  const bool alive = co_await connection_->socket.read_into(connection_->buffer);
  if (!alive) lose();
}

/// What the program gets of it.
Task<std::optional<WebSocket::Message>> Upgraded::take(FrameReader::Event event) {
  last_active_ = world_.clock.now();
  if (event.opcode == Opcode::Text || event.opcode == Opcode::Binary) {
    if (closing_begun_) co_return std::nullopt;
    co_return Message{.payload = std::move(event.payload), .binary = event.opcode == Opcode::Binary};
  }
  if (event.opcode == Opcode::Ping && !closing_begun_) {
    co_await send(Opcode::Pong, std::move(event.payload));
  }
  if (event.opcode == Opcode::Close) {
    over_ = true;
    const bool answers = !closing_begun_;
    std::string echo = event.code == kNoStatus ? "" : make_close(event.code, "");
    end_by(event.code, std::move(event.payload), true);
    if (answers) co_await send(Opcode::Close, std::move(echo));
  }
  co_return std::nullopt;
}

Task<bool> Upgraded::send(Opcode opcode, std::string payload) {
  const auto self = shared_from_this();
  while (writing_ && !lost_) co_await freed_.wait();
  if (lost_ || (closing_begun_ && opcode != Opcode::Close)) co_return false;
  writing_ = true;
  const std::string frame = make_frame(opcode, payload);
  const Socket::Pieces pieces{boost::asio::buffer(frame)};
  connection_->deadline = std::min(end_, world_.clock.after(patience_));
  const bool written = co_await connection_->socket.write(pieces);
  connection_->deadline = end_;
  writing_ = false;
  last_active_ = world_.clock.now();
  freed_.notify();
  co_return written;
}

Task<bool> Upgraded::write(Message message) {
  if (!is_open()) co_return false;
  const Opcode opcode = message.binary ? Opcode::Binary : Opcode::Text;
  co_return co_await send(opcode, std::move(message.payload));
}

Task<void> Upgraded::say_goodbye(std::string payload) {
  const auto self = shared_from_this();
  co_await send(Opcode::Close, std::move(payload));
}

void Upgraded::close(std::uint16_t code, std::string reason) {
  if (closing_begun_ || lost_) return;
  std::string payload = make_close(code, reason);
  end_by(code, std::move(reason), false);
  end_ = world_.clock.after(kGoodbye);
  connection_->deadline = end_;
  spawn(world_.loop, "a WebSocket's goodbye", say_goodbye(std::move(payload)));
}

}  // namespace cxsam::http
