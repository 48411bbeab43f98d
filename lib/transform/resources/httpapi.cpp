// AWS::Serverless::HttpApi: HTTP API and stage.
// Source: AWS SAM developer guide, "AWS::Serverless::HttpApi".
#include <array>

#include "transform/domains/v2_domain.h"
#include "transform/http/document.h"
#include "transform/ids.h"
#include "transform/locations.h"
#include "transform/openapi/security.h"
#include "transform/resource_type.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AccessLogSettings", kMap},
    Property{"Auth", kMap},
    Property{"CorsConfiguration", kBool | kMap},
    Property{"DefaultRouteSettings", kMap},
    Property{"DefinitionBody", kMap},
    Property{"DefinitionUri", kText | kMap},
    Property{"Description", kText},
    Property{"DisableExecuteApiEndpoint", kBool},
    Property{"Domain", kMap},
    Property{"FailOnWarnings", kBool},
    Property{"Name"},
    Property{"PropagateTags", kBool},
    Property{"RouteSettings", kMap},
    Property{"StageName", kText | kMap},
    Property{"StageVariables", kMap},
    Property{"Tags", kMap},
};

constexpr std::string_view kDefaultStage = "$default";

/// Tags of stage and domain; APIs whose document is in the template carry `httpapi:createdBy` besides the user's.
std::optional<Node> tags_of(const Scope& api, bool by_sam) {
  const Node* own = api.property("Tags");
  if (!own && !by_sam) return std::nullopt;
  Node tags = own && own->is_map() ? *own : api.make.map();
  if (by_sam) tags.set("httpapi:createdBy", api.make.text("SAM"));
  return tags;
}

/// The logical id of the stage.
std::string add_stage(Scope& api, std::optional<Node> tags) {
  const Maker& make = api.make;
  const Node* name = api.property("StageName");
  const bool is_default = !is_given(name) || name->as_string() == kDefaultStage;
  const std::string id = is_default ? api.id + "ApiGatewayDefaultStage" : stage_id(api.id, *name);
  Node properties = make.map("ApiId", make.ref(api.id), "StageName", is_given(name) ? *name : make.text(kDefaultStage));
  for (const std::string_view setting : {"AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"}) {
    make.add(properties, setting, api.copy(setting));
  }
  make.add(properties, "Tags", std::move(tags));
  make.add(properties, "AutoDeploy", true);
  api.add(id, "AWS::ApiGatewayV2::Stage", std::move(properties));
  api.work.generated_properties[api.id + ".Stage"] = id;
  return id;
}

void transform_http_api(Scope& api) {
  if (api.property("DefinitionBody") && api.property("DefinitionUri")) {
    return api.error(api.property("DefinitionUri"), "`DefinitionUri` and `DefinitionBody` exclude each other",
                     "remove one of them");
  }
  Node properties = api.make.map();
  auto definition = http_document(api);
  const bool editable = definition && is_writable(*definition);
  if (definition) {
    api.make.add(properties, "Body", std::move(definition->body()));
  } else {
    if (api.failed()) return;
    auto location = read_location(api, api.property("DefinitionUri"), "DefinitionUri", kDocumentKeys);
    if (!location) return;
    api.make.add(properties, "BodyS3Location", std::move(location));
  }
  if (const Node* fails = api.property("FailOnWarnings"); is_given(fails)) api.make.add(properties, "FailOnWarnings", fails);
  api.add(api.id, "AWS::ApiGatewayV2::Api", std::move(properties), {.main = true});
  const auto tags = tags_of(api, editable);
  add_v2_domain(api, {.stage = add_stage(api, tags), .tags = tags});
  if (const Node* auth = api.property("Auth")) openapi::add_http_authorizer_permissions(api, *auth);
}

}  // namespace

extern const ResourceType resource_httpapi{"AWS::Serverless::HttpApi", Phase::Apis, kProperties, transform_http_api};

}  // namespace cxsam::transform
