#include "gateway/authorizers/refusals.h"

#include "application/authorizer.h"
#include "gateway/authorizers/guards.h"

namespace cxsam::gateway {
namespace {

bool as_sam(const Exchange& exchange) { return exchange.served->services.guards->options.as_sam; }

std::string authorizer_of(const Exchange& exchange) { return "authorizer `" + exchange.match.route->guard->name + "`: "; }

}  // namespace

void refuse_unidentified(Exchange& exchange, std::string why) {
  exchange.refuse(Refused{.failure = Failure::Unauthorized, .why = authorizer_of(exchange) + std::move(why)});
}

void refuse_access(Exchange& exchange, bool denied) {
  Refused refused{.failure = Failure::AccessDenied};
  const bool rest = exchange.kind == application::Api::Kind::Rest;
  if (rest && denied && !as_sam(exchange))
    refused.message = "User is not authorized to access this resource with an explicit deny";
  exchange.refuse(std::move(refused));
  exchange.verdicts.authorize = verdict_of_refusal(exchange);
}

void refuse_for_authorizer(Exchange& exchange, Failure failure, std::string why) {
  if (as_sam(exchange)) failure = Failure::BadFunctionAnswer;
  exchange.refuse(Refused{.failure = failure, .why = authorizer_of(exchange) + std::move(why)});
  exchange.verdicts.authorizer = {.status = failure_answer(exchange.kind, failure).status, .error = exchange.refused->why};
}

}  // namespace cxsam::gateway
