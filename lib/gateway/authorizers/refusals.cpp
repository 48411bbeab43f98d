#include "gateway/authorizers/refusals.h"

#include "application/authorizer.h"
#include "gateway/authorizers/guards.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kNotAuthorized = "User is not authorized to access this resource";

bool as_sam(const Exchange& exchange) { return exchange.served->services.guards->options.as_sam; }

/// SAM CLI has one form for both kinds of API.
void answer_as_sam(Exchange& exchange, int status, std::string_view message) {
  exchange.answer({.status = status,
                   .headers = {{"Content-Type", "application/json"}},
                   .body = "{\"message\":\"" + std::string(message) + "\"}\n"});
}

std::string authorizer_of(const Exchange& exchange) { return "authorizer `" + exchange.match.route->guard->name + "`: "; }

}  // namespace

void refuse_unidentified(Exchange& exchange, std::string why) {
  if (as_sam(exchange)) return answer_as_sam(exchange, 401, "Unauthorized");
  exchange.refuse(Refused{.failure = Failure::Unauthorized, .why = authorizer_of(exchange) + std::move(why)});
}

void refuse_access(Exchange& exchange, bool denied) {
  if (as_sam(exchange)) return answer_as_sam(exchange, 403, kNotAuthorized);
  Refused refused{.failure = Failure::AccessDenied};
  const bool rest = exchange.kind == application::Api::Kind::Rest;
  if (rest && denied) refused.message = std::string(kNotAuthorized) + " with an explicit deny";
  exchange.refuse(std::move(refused));
}

void refuse_for_authorizer(Exchange& exchange, std::string why) {
  std::string text = authorizer_of(exchange) + std::move(why);
  if (as_sam(exchange)) {
    note(*exchange.served, exchange.match.route->guard->function, std::move(text));
    return answer_as_sam(exchange, 502, "Internal server error");
  }
  exchange.refuse(Refused{.failure = Failure::AuthorizerConfiguration, .why = std::move(text)});
}

}  // namespace cxsam::gateway
