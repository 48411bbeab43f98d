// A failure as SAM CLI answers it: the same for all kinds of APIs.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  if (!exchange.refused) return;
  const Refused& refused = *exchange.refused;
  if (!refused.why.empty() && exchange.match)
    note(*exchange.served, exchange.match.route->integration.function_path(), refused.why);
  const FailureAnswer answer = failure_answer(application::Api::Kind::Rest, refused.failure);
  std::string message = refused.message.empty() ? std::string(answer.message) : refused.message;
  exchange.response = http::Response{.status = answer.status, .headers = {{"Content-Type", "application/json"}}, .body = {}};
  if (refused.failure == Failure::NotImplemented && refused.message.empty()) {
    constexpr int kBadGateway = 502;
    exchange.response.status = kBadGateway;
    message = "No function defined for resource method";
  }
  exchange.response.body = dump_json({{"message", message}}) + "\n";
}

}  // namespace

const Step kSamGatewayResponse{.name = "gateway response", .now = run};

}  // namespace cxsam::gateway
