// The clients that are connected to WebSocket APIs. They outlive reloads.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/websocket.h"
#include "loop/world.h"

namespace cxsam::gateway::websocket {

struct Connection {
  std::string id;           // "L0SM9cOFvHcCIhw="
  std::string api;          // full path of its API
  std::string domain_name;  // the host that the client named
  std::string source_ip;
  std::string user_agent;
  Clock::WallTime connected_at;
  Clock::TimePoint opened;
  std::string authorizer = {};                                     // `requestContext.authorizer` as JSON text, "" for none
  std::string api_key = {};                                        // what `$connect` brought, or its authorizer named
  std::vector<std::pair<std::string, std::string>> identity = {};  // of `requestContext.identity`: who has signed, "apiKey"
  std::shared_ptr<http::WebSocket> socket = {};                    // null while `$connect` runs
};

/// A new id, as API Gateway makes them.
std::string make_connection_id(const World& world);

class Connections {
 public:
  explicit Connections(const World& world);
  ~Connections();

  void add(const std::shared_ptr<Connection>& connection);
  void remove(const Connection& connection);
  /// Null when it is not, or no longer, connected.
  [[nodiscard]] std::shared_ptr<Connection> find(std::string_view id) const;
  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the task that looks for idle ones
};

}  // namespace cxsam::gateway::websocket
