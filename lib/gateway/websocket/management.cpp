#include "gateway/websocket/management.h"

#include <algorithm>
#include <optional>

#include "application/websocket_api.h"
#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/time_text.h"
#include "gateway/authorizers/approach.h"
#include "gateway/authorizers/guards.h"
#include "gateway/authorizers/signature.h"
#include "gateway/failure.h"
#include "gateway/json_writer.h"
#include "gateway/request_ids.h"
#include "gateway/target.h"
#include "gateway/websocket/find_api.h"

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

/// What a target names, decoded.
struct Named {
  std::string stage;  // "" where there is none
  std::string id;
};

std::optional<Named> read_target(std::string_view target) {
  const std::string path = percent_decode(split_target(target).path);
  const std::size_t at = path.find(kPlace);
  const bool in_place = at == 0 || (at != std::string::npos && path.find('/', 1) == at);
  if (!in_place) return std::nullopt;
  return Named{.stage = path.substr(0, at).substr(at == 0 ? 0 : 1), .id = path.substr(at + kPlace.size())};
}

/// Who may not speak to clients. `resource` is "live/POST/@connections/ID" of an API.
std::optional<http::Response> refused(const Served& served, const http::Request& request, std::string_view resource) {
  const auto& options = served.services.guards->options;
  if (options.disabled || !options.signers_are_named) return std::nullopt;
  const Clock::WallTime now = served.services.world.clock.wall();
  const auto signer = find_caller(request, "execute-api", options.signers, now);
  if (!signer) {
    Refused why{.failure = failure_of(signer.error().kind)};
    if (signer.error().kind != aws::Refusal::Kind::NotSigned) why.message = signer.error().message;
    return failure_response(application::Api::Kind::Rest, why);
  }
  const Wish wish{.action = "execute-api:ManageConnections", .resource = api_arn(served, resource)};
  const iam::Ask ask = make_ask(served, wish, request, now, *signer);
  if (of_identity(**signer, ask) == iam::Decision::Allowed) return std::nullopt;
  return failure_response(application::Api::Kind::Rest,
                          Refused{.failure = Failure::AccessDenied,
                                  .message = "User: " + (*signer)->arn + " is not authorized to perform: " + ask.action +
                                             " on resource: " + ask.resource});
}

Task<http::Response> carry_out(std::shared_ptr<Connection> connection, const World& world, http::Request& request) {
  if (request.method == "GET") co_return describe(*connection, world);
  if (request.method == "POST") co_return co_await post(connection, std::move(request.body));
  if (request.method != "DELETE") co_return refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  connection->socket->close(http::kNormalClosure, "Connection Closed Normally");
  co_return http::Response{.status = 204};
}

Task<http::Response> run(const Served& served, const Connections& connections, http::Request& request) {
  const Named named = read_target(request.target).value_or(Named{});
  const auto apis = apis_at(served.application, request, named.stage);
  if (apis.empty()) co_return refuse(403, "ForbiddenException", "Forbidden");
  const std::shared_ptr<Connection> connection = connections.find(named.id);
  const auto own =
      std::ranges::find_if(apis, [&](const auto* api) { return connection && api->full_path() == connection->api; });
  const application::WebSocketApi& api = own == apis.end() ? *apis.front() : **own;
  auto refusal =
      refused(served, request, api.logical_id + "/" + api.stage.name + "/" + request.method + "/@connections/" + named.id);
  if (refusal) co_return std::move(*refusal);
  if (!is_id(named.id)) co_return refuse(400, "BadRequestException", "Invalid connectionId: " + named.id);
  if (own == apis.end() || !connection->socket->is_open()) co_return gone();
  co_return co_await carry_out(connection, served.services.world, request);
}

}  // namespace

bool names_connection(std::string_view target) { return read_target(target).has_value(); }

Task<http::Response> manage(std::shared_ptr<const Served> served, const Connections& connections, http::Request request) {
  const RequestIds ids = make_request_ids(served->services.world, "");
  http::Response response = co_await run(*served, connections, request);
  response.headers.emplace_back("x-amzn-RequestId", ids.request_id);
  response.headers.emplace_back("x-amz-apigw-id", ids.extended_id);
  co_return response;
}

}  // namespace cxsam::gateway::websocket
