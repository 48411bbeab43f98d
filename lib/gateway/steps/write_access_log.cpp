// A line of the stage's access log. Sources: API Gateway developer guide, "Set up CloudWatch logging for REST APIs in API
// Gateway" and "Customize HTTP API access logs".
#include "gateway/context_variables.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// The Common Log Format, as API Gateway's console offers it.
constexpr std::string_view kStandard =
    "$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] \"$context.httpMethod "
    "$context.resourcePath $context.protocol\" $context.status $context.responseLength $context.requestId";

void run(Exchange& exchange) {
  AccessLog* log = exchange.served->services.access_log;
  if (log == nullptr || exchange.match.stage == nullptr) return;
  const std::string& format = exchange.match.stage->access_log_format;
  const ContextVariables variables(exchange);
  std::string line = fill_in(format.empty() ? kStandard : std::string_view(format), variables, "-");
  std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
  log->write(line + "\n");
}

}  // namespace

const Step kWriteAccessLog{.name = "access log", .now = run};

}  // namespace cxsam::gateway
