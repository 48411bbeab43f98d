#include "gateway/websocket/session.h"

#include <algorithm>

#include "application/websocket_api.h"
#include "base/text.h"
#include "gateway/failure.h"
#include "gateway/websocket/answer.h"
#include "gateway/websocket/authorise.h"
#include "gateway/websocket/checks.h"
#include "gateway/websocket/event.h"
#include "gateway/websocket/find_api.h"
#include "gateway/websocket/selection.h"
#include "loop/signal.h"

namespace cxsam::gateway::websocket {
namespace {

using application::WebSocketApi;
using application::WebSocketRoute;
using Kind = Happening::Kind;
using http::WebSocket;

/// Messages of one client that are being answered; more of them wait. API Gateway does not put messages in order either.
constexpr std::size_t kAtOnce = 100;

http::Response refusal(int status, std::string_view body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::string(body)};
}

const WebSocketApi* find_api_of(const Served& served, const Connection& connection) {
  const auto& apis = served.application.websocket_apis;
  const auto found = std::ranges::find_if(apis, [&](const WebSocketApi& api) { return api.full_path() == connection.api; });
  return found == apis.end() ? nullptr : &*found;
}

/// What a two-way route says, and in any case what went wrong.
std::optional<WebSocket::Message> reply_of(const Answer& answer, const Happening& happening, const WebSocketRoute& route) {
  if (!answer.failure.empty()) return WebSocket::Message{.payload = failure_text(happening, answer.failure)};
  if (!route.answers || answer.response.body.empty()) return std::nullopt;
  const bool binary = find_invalid_utf8(answer.response.body).has_value();
  return WebSocket::Message{.payload = answer.response.body, .binary = binary};
}

/// What a client hears of it, whose message does not get to its route.
std::string_view words_of(Failure failure) {
  switch (failure) {
    case Failure::BadBody:
      return "Bad request body";
    case Failure::Throttled:
      return "Too Many Requests";
    case Failure::QuotaExceeded:
      return "Limit Exceeded";
    default:
      return "Forbidden";
  }
}

Task<void> say_failure(const Happening& happening, std::string_view words) {
  WebSocket::Message message{.payload = failure_text(happening, words)};
  co_await happening.connection.socket->write(std::move(message));
}

Task<void> answer_message(std::shared_ptr<const Served> served, std::shared_ptr<Connection> connection, std::string body) {
  const WebSocketApi* api = find_api_of(*served, *connection);
  if (api == nullptr) {
    connection->socket->close(http::kGoingAway, "Going away");  // a reload took the API out
    co_return;
  }
  const RequestIds ids = make_request_ids(served->services.world, "");
  const std::string message_id = make_connection_id(served->services.world);
  Happening happening{.kind = Kind::Message,
                      .api = *api,
                      .connection = *connection,
                      .route_key = "",
                      .ids = ids,
                      .port = served->port,
                      .message_id = message_id,
                      .body = body};
  const WebSocketRoute* route = select_route(happening);
  if (route == nullptr) co_return co_await say_failure(happening, "Forbidden");
  happening.route_key = route->key;
  const std::optional<Failure> failure = check(*served, happening, *route, *connection);
  if (failure) co_return co_await say_failure(happening, words_of(*failure));
  const Answer answer = co_await answer_route(*served, happening, *route);
  std::optional<WebSocket::Message> reply = reply_of(answer, happening, *route);
  if (reply) co_await connection->socket->write(std::move(*reply));
}

Task<void> say_goodbye(std::shared_ptr<const Served> served, std::shared_ptr<Connection> connection) {
  const WebSocketApi* api = find_api_of(*served, *connection);
  const WebSocketRoute* route = api == nullptr ? nullptr : api->find_route("$disconnect");
  if (route == nullptr) co_return;
  const RequestIds ids = make_request_ids(served->services.world, "");
  const Happening happening{.kind = Kind::Disconnect,
                            .api = *api,
                            .connection = *connection,
                            .route_key = route->key,
                            .ids = ids,
                            .port = served->port,
                            .closing = &connection->socket->closing()};
  co_await answer_route(*served, happening, *route);
}

/// How many messages of a client are being answered.
struct UnderWay {
  explicit UnderWay(Clock& clock) : changed(clock) {}
  std::size_t count = 0;
  Signal changed;
};

/// One of them.
class Counted {
 public:
  explicit Counted(std::shared_ptr<UnderWay> under_way) : under_way_(std::move(under_way)) { ++under_way_->count; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() {
    --under_way_->count;
    under_way_->changed.notify();
  }

 private:
  std::shared_ptr<UnderWay> under_way_;
};

Task<void> answer_counted(std::shared_ptr<Counted> /*counted*/, Task<void> answering) { co_await std::move(answering); }

Task<void> serve(std::shared_ptr<Hub> hub, World world, std::shared_ptr<Connection> connection,
                 std::shared_ptr<WebSocket> socket) {
  connection->socket = socket;
  hub->connections.add(connection);
  const auto under_way = std::make_shared<UnderWay>(world.clock);
  for (;;) {
    while (under_way->count >= kAtOnce && socket->is_open()) co_await under_way->changed.wait();
    std::optional<WebSocket::Message> message = co_await socket->read();
    if (!message) break;
    if (message->binary) {
      socket->close(http::kUnsupportedData, "Binary messages are not supported");
      continue;
    }
    const auto counted = std::make_shared<Counted>(under_way);
    Task<void> answering = answer_message(hub->current(), connection, std::move(message->payload));
    spawn(world.loop, "a WebSocket's message", answer_counted(counted, std::move(answering)));
  }
  hub->connections.remove(*connection);
  co_await say_goodbye(hub->current(), connection);
}

std::shared_ptr<Connection> make_connection(const World& world, const WebSocketApi& api, const http::Request& request) {
  return std::make_shared<Connection>(Connection{.id = make_connection_id(world),
                                                 .api = api.full_path(),
                                                 .domain_name = std::string(http::find_header(request.headers, "host")),
                                                 .source_ip = request.remote_address,
                                                 .user_agent = std::string(http::find_header(request.headers, "user-agent")),
                                                 .connected_at = world.clock.wall(),
                                                 .opened = world.clock.now()});
}

http::Response welcome(std::shared_ptr<Hub> hub, const World& world, std::shared_ptr<Connection> connection,
                       http::Headers headers) {
  std::erase_if(headers, [](const auto& header) { return equals_ignoring_case(header.first, "content-type"); });
  http::Response response{.status = 101, .headers = std::move(headers)};
  response.upgrade = [hub, world, connection](std::shared_ptr<WebSocket> socket) {
    return serve(hub, world, connection, std::move(socket));
  };
  return response;
}

}  // namespace

Task<http::Response> connect(std::shared_ptr<Hub> hub, std::shared_ptr<const Served> served, http::Request request) {
  const WebSocketApi* api = find_api(served->application, request);
  if (api == nullptr) co_return refusal(403, R"({"message":"Forbidden"})");
  if (!http::websocket_fault(request).empty()) co_return refusal(400, R"({"message":"Bad Request"})");
  const World world = served->services.world;
  const RequestIds ids = make_request_ids(world, http::find_header(request.headers, "x-amzn-trace-id"));
  const std::shared_ptr<Connection> connection = make_connection(world, *api, request);
  const WebSocketRoute* route = api->find_route("$connect");
  if (route == nullptr) co_return welcome(hub, world, connection, {});
  const Happening happening{.kind = Kind::Connect,
                            .api = *api,
                            .connection = *connection,
                            .route_key = route->key,
                            .ids = ids,
                            .port = served->port,
                            .request = &request};
  if (route->guard) {
    std::optional<http::Response> refused = co_await authorise(*served, happening, *route->guard, *connection);
    if (refused) co_return std::move(*refused);
  }
  const std::optional<Failure> failure = check(*served, happening, *route, *connection);
  if (failure) co_return failure_response(application::Api::Kind::Rest, *failure);
  Answer answer = co_await answer_route(*served, happening, *route);
  if (!answer.failure.empty()) co_return refusal(answer.failure_status, failure_text(happening, answer.failure));
  const int status = answer.response.status;
  if (status < 200 || status > 299) co_return std::move(answer.response);
  co_return welcome(hub, world, connection, std::move(answer.response.headers));
}

}  // namespace cxsam::gateway::websocket
