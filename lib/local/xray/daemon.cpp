#include "local/xray/daemon.h"

#include <string>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/time_text.h"
#include "local/xray/segments.h"

namespace cxsam::local {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;

constexpr std::size_t kMaxDatagram = std::size_t{64} << 10U;

}  // namespace

struct XrayDaemon::State {
  State(const World& of, std::shared_ptr<JournalFile> to) : world(of), journal(std::move(to)), socket(of.loop) {}

  World world;
  std::shared_ptr<JournalFile> journal;
  udp::socket socket;
  std::string datagram = std::string(kMaxDatagram, '\0');
};

Result<std::unique_ptr<XrayDaemon>> XrayDaemon::listen(const World& world, std::shared_ptr<JournalFile> journal) {
  auto state = std::make_shared<State>(world, std::move(journal));
  const udp::endpoint address(asio::ip::address_v4::loopback(), 0);
  boost::system::error_code error;
  state->socket.open(address.protocol(), error);
  if (!error) state->socket.bind(address, error);
  if (error) return fail("cannot listen for X-Ray segments on 127.0.0.1: " + error.message());
  spawn(world.loop, "X-Ray segments", receive(state));
  return std::unique_ptr<XrayDaemon>(new XrayDaemon(std::move(state)));
}

XrayDaemon::~XrayDaemon() {
  boost::system::error_code ignored;
  state_->socket.close(ignored);
}

std::uint16_t XrayDaemon::port() const {
  boost::system::error_code ignored;
  return state_->socket.local_endpoint(ignored).port();
}

Task<void> XrayDaemon::receive(std::shared_ptr<State> state) {
  while (true) {
    boost::system::error_code error;
    const auto target = asio::buffer(state->datagram);
    const std::size_t size = co_await state->socket.async_receive(target, asio::redirect_error(asio::use_awaitable, error));
    if (!state->socket.is_open()) co_return;
    if (error) continue;
    for (Json& segment : segments_in(std::string_view(state->datagram).substr(0, size))) {
      Json line{{"time", iso_time(state->world.clock.wall())}, {"kind", "segment"}};
      line["segment"] = std::move(segment);
      state->journal->write(dump_json(line) + "\n");
    }
  }
}

}  // namespace cxsam::local
