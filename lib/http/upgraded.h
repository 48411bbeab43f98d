// The WebSocket that a connection has become.
#pragma once

#include <memory>
#include <string>

#include "http/connection.h"
#include "http/frames.h"
#include "http/websocket.h"

namespace cxsam::http {

class Upgraded final : public WebSocket, public std::enable_shared_from_this<Upgraded> {
 public:
  Upgraded(const World& world, const ServerLimits& limits, std::shared_ptr<Connection> connection);

  Task<std::optional<Message>> read() override;
  Task<bool> write(Message message) override;
  void close(std::uint16_t code, std::string reason) override;
  [[nodiscard]] bool is_open() const override { return !closing_begun_ && !lost_; }
  [[nodiscard]] const Closing& closing() const override { return closing_; }
  [[nodiscard]] Clock::TimePoint last_active() const override { return last_active_; }

  /// The connection is gone: nothing is read or written any more.
  void lose();

 private:
  Task<std::optional<Message>> take(FrameReader::Event event);
  Task<void> refuse(FrameReader::Fault fault);
  Task<bool> send(Opcode opcode, std::string payload);
  Task<void> say_goodbye(std::string payload);
  void end_by(std::uint16_t code, std::string reason, bool by_client);

  World world_;
  std::chrono::seconds patience_;  // with a client that does not take what is sent
  std::shared_ptr<Connection> connection_;
  FrameReader frames_;
  Signal freed_;
  bool writing_ = false;
  bool closing_begun_ = false;
  bool over_ = false;  // the client has said goodbye too
  bool lost_ = false;
  Closing closing_;
  Clock::TimePoint last_active_;
  Clock::TimePoint end_ = Clock::TimePoint::max();  // when the client's goodbye is waited for no longer
};

}  // namespace cxsam::http
