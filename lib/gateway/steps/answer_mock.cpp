// MOCK integrations, which read a status from what was mapped.
#include "gateway/exchange.h"
#include "gateway/mapping/mock_status.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  if (const auto status = mock_status(exchange.mapped.body)) {
    exchange.backend = {.selected_by = std::to_string(*status), .body = "", .content_type = ""};
    return;
  }
  exchange.refuse(
      Refused{.failure = Failure::Internal,
              .why = "a MOCK integration needs a request template that gives an object with a whole number as `statusCode`"});
}

}  // namespace

const Step kAnswerMock{.name = "MOCK", .now = run};

}  // namespace cxsam::gateway
