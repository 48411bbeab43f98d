#include "gateway/websocket/connections.h"

#include <array>
#include <vector>

#include "base/hash.h"

namespace cxsam::gateway::websocket {
namespace {

constexpr std::size_t kIdBytes = 11;
constexpr std::chrono::seconds kPeriod{1};

// Source: API Gateway developer guide, "Quotas for configuring and running a WebSocket API".
constexpr std::chrono::minutes kIdle{10};
constexpr std::chrono::hours kLongest{2};

}  // namespace

struct Connections::State {
  explicit State(const World& world) : world(world) {}

  World world;
  std::map<std::string, std::shared_ptr<Connection>, std::less<>> all;
  bool watched = false;
  bool abandoned = false;
};

namespace {

void end_if_old(const Connection& connection, Clock::TimePoint now) {
  http::WebSocket& socket = *connection.socket;
  if (now - socket.last_active() >= kIdle || now - connection.opened >= kLongest) socket.close(http::kGoingAway, "Going away");
}

}  // namespace

std::string make_connection_id(const World& world) {
  std::array<unsigned char, kIdBytes> random{};
  world.random.fill(random);
  return base64_encode({reinterpret_cast<const char*>(random.data()), random.size()});
}

Connections::Connections(const World& world) : state_(std::make_shared<State>(world)) {}
Connections::~Connections() { state_->abandoned = true; }

void Connections::add(const std::shared_ptr<Connection>& connection) {
  state_->all[connection->id] = connection;
  if (state_->watched) return;
  state_->watched = true;
  // It runs only while somebody is connected.
  const auto watch = [](std::shared_ptr<State> state) -> Task<void> {
    while (!state->all.empty() && !state->abandoned) {
      co_await state->world.clock.sleep_for(kPeriod);
      const Clock::TimePoint now = state->world.clock.now();
      for (const auto& [id, each] : state->all) end_if_old(*each, now);
    }
    state->watched = false;
  };
  spawn(state_->world.loop, "idle WebSockets", watch(state_));
}

void Connections::remove(const Connection& connection) { state_->all.erase(connection.id); }

std::shared_ptr<Connection> Connections::find(std::string_view id) const {
  const auto found = state_->all.find(id);
  return found == state_->all.end() ? nullptr : found->second;
}

std::size_t Connections::size() const { return state_->all.size(); }

}  // namespace cxsam::gateway::websocket
