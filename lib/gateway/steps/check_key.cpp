#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  exchange.caller.identity.emplace_back("apiKey", http::find_header(exchange.request.headers, "x-api-key"));
}

}  // namespace

const Step kCheckKey{.name = "API key", .now = run};

}  // namespace cxsam::gateway
