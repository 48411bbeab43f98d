#include "gateway/websocket/management.h"

#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/time_text.h"
#include "gateway/json_writer.h"
#include "gateway/request_ids.h"
#include "gateway/target.h"

namespace cxsam::gateway::websocket {
namespace {

constexpr std::string_view kPlace = "/@connections/";
constexpr std::size_t kMaxMessage = std::size_t{128} << 10U;

http::Response refuse(int status, std::string_view type, std::string_view message) {
  std::string body = R"({"message":)";
  append_json_string(body, message);
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}, {"x-amzn-ErrorType", std::string(type)}},
          .body = body + "}"};
}

http::Response gone() { return refuse(410, "GoneException", "Gone"); }

/// Ids that API Gateway would never give are told from those of clients that have left.
bool is_id(std::string_view id) {
  const auto bytes = base64_decode(id);
  return bytes && !bytes->empty();
}

Task<http::Response> post(std::shared_ptr<Connection> connection, std::string body) {
  if (body.size() > kMaxMessage) co_return refuse(413, "PayloadTooLargeException", "the message is larger than 128 KB");
  const bool binary = find_invalid_utf8(body).has_value();
  http::WebSocket::Message message{.payload = std::move(body), .binary = binary};
  const bool sent = co_await connection->socket->write(std::move(message));
  if (!sent) co_return gone();
  co_return http::Response{.status = 200};
}

http::Response describe(const Connection& connection, const World& world) {
  const auto quiet = world.clock.now() - connection.socket->last_active();
  const auto last = world.clock.wall() - std::chrono::duration_cast<Clock::WallTime::duration>(quiet);
  http::Response response{.status = 200, .headers = {{"Content-Type", "application/json"}}};
  JsonWriter json(response.body);
  json.begin_object();
  json.member("connectedAt", iso_time(connection.connected_at));
  json.key("identity");
  json.begin_object();
  json.member("sourceIp", connection.source_ip);
  json.member("userAgent", connection.user_agent);
  json.end_object();
  json.member("lastActiveAt", iso_time(last));
  json.end_object();
  return response;
}

Task<http::Response> run(const Connections& connections, const World& world, const std::string& id, http::Request& request) {
  if (!is_id(id)) co_return refuse(400, "BadRequestException", "Invalid connectionId: " + id);
  const std::shared_ptr<Connection> connection = connections.find(id);
  if (!connection || !connection->socket->is_open()) co_return gone();
  if (request.method == "GET") co_return describe(*connection, world);
  if (request.method == "POST") co_return co_await post(connection, std::move(request.body));
  if (request.method != "DELETE") co_return refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  connection->socket->close(http::kNormalClosure, "Connection Closed Normally");
  co_return http::Response{.status = 204};
}

}  // namespace

std::optional<std::string> managed_connection(std::string_view target) {
  const std::string path = percent_decode(split_target(target).path);
  const std::size_t at = path.find(kPlace);
  const bool in_place = at == 0 || (at != std::string::npos && path.find('/', 1) == at);
  if (!in_place) return std::nullopt;
  return path.substr(at + kPlace.size());
}

Task<http::Response> manage(const Connections& connections, World world, std::string id, http::Request request) {
  const RequestIds ids = make_request_ids(world, "");
  http::Response response = co_await run(connections, world, id, request);
  response.headers.emplace_back("x-amzn-RequestId", ids.request_id);
  response.headers.emplace_back("x-amz-apigw-id", ids.extended_id);
  co_return response;
}

}  // namespace cxsam::gateway::websocket
