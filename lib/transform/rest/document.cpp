#include "transform/rest/document.h"

#include "transform/openapi/convert.h"
#include "transform/openapi/cors.h"
#include "transform/openapi/document_check.h"
#include "transform/openapi/extras.h"
#include "transform/openapi/included.h"
#include "transform/openapi/resource_policy.h"
#include "transform/openapi/security.h"
#include "transform/rest/auth_check.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

using Step = void (*)(Scope& api, const Node& value, openapi::Definition& definition);

/// A property that writes into the document.
struct Writer {
  std::string_view property;
  Step write;
};

void write_auth(Scope& api, const Node& given, openapi::Definition& definition) {
  const Node auth = api.work.resolved(given);
  if (!check_rest_auth(api, auth)) return;
  openapi::add_rest_schemes(api, auth, definition);
  openapi::apply_rest_defaults(api, auth, definition);
  openapi::add_resource_policy(api, auth, definition);
  openapi::convert_to_openapi3(api, definition);
}

void write_models(Scope& api, const Node& models, openapi::Definition& definition) {
  openapi::add_models(api, models, definition);
  openapi::convert_to_openapi3(api, definition);
}

/// In the order in which AWS's transform writes them.
constexpr Writer kWriters[] = {
    {"DisableExecuteApiEndpoint", openapi::add_endpoint_switch},
    {"Cors", openapi::add_rest_cors},
    {"Auth", write_auth},
    {"GatewayResponses", openapi::add_gateway_responses},
    {"BinaryMediaTypes", openapi::add_binary_media_types},
    {"Models", write_models},
};

/// Properties that write into the document cannot reach one that lies in S3.
void reject_writers(Scope& api) {
  for (const Writer& writer : kWriters) {
    const Node* value = api.property(writer.property);
    if (!value || (!is_given(value) && writer.property != "DisableExecuteApiEndpoint")) continue;
    if (writer.property == "BinaryMediaTypes") continue;
    return api.error(value, "`" + std::string(writer.property) +
                                "` needs the definition in the template: in `DefinitionBody`, or made by events");
  }
}

}  // namespace

std::optional<openapi::Definition> rest_document(Scope& api) {
  const Node* body = api.property("DefinitionBody");
  const auto prepared = api.work.definitions.find(api.id);
  const bool is_prepared = prepared != api.work.definitions.end();
  if (!body && !is_prepared) {
    reject_writers(api);
    return std::nullopt;
  }
  openapi::Definition definition = is_prepared ? std::move(prepared->second) : openapi::Definition(*body);
  if (openapi::is_included(api.work, body)) return definition;
  openapi::add_event_policies(api, definition);
  for (const Writer& writer : kWriters) {
    const Node* value = api.property(writer.property);
    if (!value || (!is_given(value) && writer.property != "DisableExecuteApiEndpoint")) continue;
    if (!openapi::check_paths(api, definition, writer.property)) return definition;
    writer.write(api, *value, definition);
    if (api.failed()) return definition;
  }
  openapi::convert_to_openapi3(api, definition);
  openapi::apply_path_conditions(api, definition);
  return definition;
}

}  // namespace cxsam::transform
