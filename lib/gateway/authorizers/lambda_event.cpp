#include "gateway/authorizers/lambda_event.h"

#include "base/text.h"
#include "gateway/authorizers/approach.h"
#include "gateway/authorizers/guards.h"
#include "gateway/json_writer.h"
#include "gateway/sam/event.h"

namespace cxsam::gateway {
namespace {

using application::Authorizer;

std::string token_event(const std::string& token, const std::string& arn) {
  std::string event;
  JsonWriter json(event);
  json.begin_object();
  json.member("type", "TOKEN");
  json.member("methodArn", arn);
  json.member("authorizationToken", token);
  json.end_object();
  return event;
}

std::string request_event(const Exchange& exchange) {
  EventSource source = exchange.source();
  source.with_body = false;
  const bool http = exchange.kind == application::Api::Kind::Http;
  return http && exchange.match.route->guard->payload_format == "2.0" ? make_event_v2(source) : make_event_v1(source);
}

/// SAM CLI has the format of the route's function for this one, too. What is no text has no body here.
std::string sam_request_event(const Exchange& exchange) {
  const EventSource source = exchange.source();
  const bool second = exchange.match.route->integration.payload_format == "2.0";
  const auto event = second ? make_sam_event_v2(source) : make_sam_event_v1(source);
  return event ? *event : request_event(exchange);
}

}  // namespace

std::string make_authorizer_event(const Exchange& exchange, const std::vector<std::string>& identity) {
  const Authorizer& guard = *exchange.match.route->guard;
  const std::string arn = method_arn(exchange);
  if (guard.kind == Authorizer::Kind::Token) return token_event(identity.front(), arn);
  const bool as_sam = exchange.served->services.guards->options.as_sam;
  const bool http = exchange.kind == application::Api::Kind::Http;
  const bool second = http && guard.payload_format == "2.0";
  std::string event;
  JsonWriter json(event);
  json.begin_object();
  json.member("type", "REQUEST");
  json.member(second ? "routeArn" : "methodArn", arn);
  if (second) {
    json.key("identitySource");
    json.begin_list();
    for (const std::string& value : identity) json.string(value);
    json.end_list();
  } else if (http) {
    json.member("identitySource", join(identity, ","));
    json.member("authorizationToken", join(identity, ","));
  }
  const std::string request = as_sam ? sam_request_event(exchange) : request_event(exchange);
  return event + "," + request.substr(1);
}

}  // namespace cxsam::gateway
