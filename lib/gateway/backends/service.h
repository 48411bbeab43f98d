// Services of AWS behind an API.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "application/targets.h"
#include "facts/services.h"
#include "gateway/backends/send.h"
#include "gateway/mapping/request_mapping.h"
#include "gateway/outside.h"

namespace cxsam::gateway {

/// The service that an integration's URI names: "sqs", "states", "monitoring". Null for one that cxsam does not know.
const facts::Service* find_service(std::string_view name);

/// Why a service may not be asked: AWS itself without having been told so. Nothing where it may.
std::optional<std::string> why_not_ask(const facts::Service& service, const Outside& outside);

/// A request whose `url` begins with its path.
struct ServiceCall {
  const facts::Service* service = nullptr;
  std::string region = {};     // "" for the one in use
  std::string subdomain = {};  // of the service's host: "my-bucket", "sync-"
  system::HttpRequest request;
};

/// What a mapped request asks of a service. Path style sends it as it is mapped; action style names an action, by
/// X-Amz-Target where the service takes JSON alone, else by the query. `method` is for an integration that names none.
/// Nothing for a service that cxsam does not know. Source: API Gateway API reference, Integration, `uri`.
std::optional<ServiceCall> make_service_call(const application::AwsService& target,
                                             const application::Variables& stage_variables, const std::string& method,
                                             MappedRequest mapped);

/// Signed and sent once. Refused where the service may not be asked, or does not answer.
Task<tl::expected<system::HttpAnswer, Refused>> ask_service(const Served& served, ServiceCall call, std::uint32_t timeout_ms);

}  // namespace cxsam::gateway
