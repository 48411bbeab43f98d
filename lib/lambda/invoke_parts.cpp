#include "lambda/invoke_parts.h"

#include "application/tenants.h"
#include "base/hash.h"
#include "lambda/payload_check.h"

namespace cxsam::lambda {
namespace {

constexpr std::size_t kMaxPayload = std::size_t{6} << 20U;
constexpr std::size_t kMaxEvent = std::size_t{1} << 20U;
constexpr std::size_t kMaxClientContext = 3583;  // bytes of base64

std::string value_or(std::string_view value, std::string_view otherwise) {
  return std::string(value.empty() ? otherwise : value);
}

Constraints check_settings(const Call& call, const std::vector<std::string>& types) {
  Constraints constraints;
  constraints.one_of("invocationType", value_or(call.header("x-amz-invocation-type"), "RequestResponse"), types);
  constraints.one_of("logType", value_or(call.header("x-amz-log-type"), "None"), {"None", "Tail"});
  if (const std::string_view tenant = call.header("x-amz-tenant-id"); !tenant.empty()) {
    constraints.length("tenantId", tenant, 1, application::kLongestTenant);
    constraints.pattern("tenantId", tenant, application::matches_tenant_pattern(tenant), application::kTenantPattern);
  }
  return constraints;
}

Accepted<InvokeSettings> read_settings(const Call& call) {
  InvokeSettings settings{.type = value_or(call.header("x-amz-invocation-type"), "RequestResponse"),
                          .log_tail = call.header("x-amz-log-type") == "Tail",
                          .client_context = {}};
  const std::string_view context = call.header("x-amz-client-context");
  if (context.empty()) return settings;
  if (context.size() > kMaxClientContext) {
    return refuse(Refusal::Kind::InvalidContent, "Client context must be no more than " + std::to_string(kMaxClientContext) +
                                                     " bytes of base64, not " + std::to_string(context.size()));
  }
  auto json = base64_decode(context);
  if (!json || why_not_json(*json) || json->find('{') != json->find_first_not_of(" \t\r\n")) {
    return refuse(Refusal::Kind::InvalidContent, "Client context must be a valid Base64-encoded JSON object.");
  }
  settings.client_context = std::move(*json);
  return settings;
}

std::optional<Refusal> check_payload(const std::string& payload, bool event) {
  using Kind = Refusal::Kind;
  if (payload.size() > kMaxPayload) return refusal_of_status(413);
  if (event && payload.size() > kMaxEvent) {
    return Refusal{.kind = Kind::TooLarge,
                   .message = std::to_string(payload.size()) +
                              " byte payload is too large for the Event invocation type (limit " + std::to_string(kMaxEvent) +
                              " bytes)"};
  }
  if (payload.empty()) return std::nullopt;
  const auto why = why_not_json(payload);
  if (!why) return std::nullopt;
  return Refusal{.kind = Kind::InvalidContent,
                 .message = "Could not parse request body into json: Could not parse payload into json: " + *why};
}

}  // namespace

Accepted<ReadyCall> read_call(const Call& call, const std::vector<std::string>& types) {
  auto target = find_target(call, check_settings(call, types));
  if (!target) return tl::unexpected(std::move(target.error()));
  auto settings = read_settings(call);
  if (!settings) return tl::unexpected(std::move(settings.error()));
  if (const std::string_view fault = application::tenant_fault(*target->function, call.header("x-amz-tenant-id"));
      !fault.empty())
    return refuse(Refusal::Kind::InvalidParameter, std::string(fault));
  if (auto refusal = check_payload(call.request.body, settings->type == "Event")) return tl::unexpected(std::move(*refusal));
  if (target->invoker == nullptr) {
    return refuse(Refusal::Kind::NotImplemented, "`" + target->function->full_path() +
                                                     "` is a container image function, and its image is not on this machine");
  }
  invoke::Invocation invocation{.request_id = call.request_id,
                                .payload = call.request.body.empty() ? "{}" : call.request.body,
                                .client_context = settings->client_context,
                                .trace_id = std::string(call.header("x-amzn-trace-id")),
                                .tenant_id = std::string(call.header("x-amz-tenant-id")),
                                .function_arn = target->arn,
                                .version = target->version};
  return ReadyCall{.target = std::move(*target), .settings = std::move(*settings), .invocation = std::move(invocation)};
}

std::optional<http::Response> throttled_response(const invoke::Outcome& outcome, std::string document) {
  if (outcome.kind != invoke::Outcome::Kind::Throttled) return std::nullopt;
  http::Response response{.status = 429, .headers = {}, .body = std::move(document)};
  response.headers.emplace_back("Content-Type", "application/json");
  response.headers.emplace_back("x-amzn-ErrorType", outcome.error_type);
  return response;
}

}  // namespace cxsam::lambda
