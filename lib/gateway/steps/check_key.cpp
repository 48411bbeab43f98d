// API keys and usage plans. Source: API Gateway developer guide, "Usage plans and API keys for REST APIs".
#include "gateway/exchange.h"
#include "gateway/key_use.h"
#include "gateway/steps/limits.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  const application::Api& api = *exchange.match.api;
  const std::string_view value = api.key_from_authorizer ? std::string_view(exchange.caller.usage_key)
                                                         : http::find_header(exchange.request.headers, "x-api-key");
  const UsedKey used = use_key(exchange.served->services, api.keys.get(), value,
                               {.stack_path = api.stack_path,
                                .stage = exchange.match.stage->name,
                                .bucket = stage_key(exchange),
                                .method = exchange.match.route->key()});
  if (used.key != nullptr) {
    exchange.caller.identity.emplace_back("apiKey", value);
    exchange.caller.identity.emplace_back("apiKeyId", used.key->id);
  }
  if (used.failure) exchange.refuse(*used.failure);
}

}  // namespace

const Step kCheckKey{.name = "API key", .now = run};

}  // namespace cxsam::gateway
