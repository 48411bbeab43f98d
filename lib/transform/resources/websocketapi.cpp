// AWS::Serverless::WebSocketApi: WebSocket API, routes and stage.
// Source: AWS SAM developer guide, "AWS::Serverless::WebSocketApi".
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "transform/domains/v2_domain.h"
#include "transform/resource_type.h"
#include "transform/shape.h"
#include "transform/websocket/routes.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AccessLogSettings", kMap},
    Property{"ApiKeySelectionExpression", kText},
    Property{"Auth", kMap},
    Property{"DefaultRouteSettings", kMap},
    Property{"Description", kText},
    Property{"DisableExecuteApiEndpoint", kBool},
    Property{"DisableSchemaValidation", kBool},
    Property{"Domain", kMap},
    Property{"FailOnWarnings", kBool},
    Property{"IpAddressType", kText},
    Property{"Name", kText},
    Property{"PropagateTags", kBool},
    Property{"RouteSelectionExpression", kText, true},
    Property{"RouteSettings", kMap},
    Property{"Routes", kMap, true},
    Property{"StageName", kText | kMap},
    Property{"StageVariables", kMap},
    Property{"Tags", kMap},
};

bool check_names(Scope& api) {
  const Node* addresses = api.property("IpAddressType");
  if (addresses && !as_intrinsic(*addresses) && addresses->text != "ipv4" && addresses->text != "dualstack") {
    api.error(addresses, "`IpAddressType` must be `ipv4` or `dualstack`");
  }
  const Node* stage = api.property("StageName");
  if (!stage || !stage->is_string()) return !api.failed();
  const bool plain = std::ranges::all_of(stage->text, is_letter_or_digit);
  if (!plain) {
    api.error(stage, "the stage of a WebSocket API cannot be named `" + stage->text + "`", "use letters and digits only");
  }
  return !api.failed();
}

Node with_creator(Scope& api, const Node* tags) {
  Node all = tags && tags->is_map() ? *tags : api.make.map();
  all.set("websocketapi:createdBy", api.make.text("SAM"));
  return all;
}

Node propagated(Scope& api) { return with_creator(api, api.flag("PropagateTags") ? api.property("Tags") : nullptr); }

void add_api(Scope& api) {
  const Maker& make = api.make;
  const Node* name = api.property("Name");
  Node properties = make.map("Name", name ? *name : make.text(api.id), "ProtocolType", "WEBSOCKET");
  for (const std::string_view same : {"ApiKeySelectionExpression", "Description", "DisableExecuteApiEndpoint",
                                      "DisableSchemaValidation", "IpAddressType", "RouteSelectionExpression"}) {
    make.add(properties, same, api.copy(same));
  }
  make.add(properties, "Tags", with_creator(api, api.property("Tags")));
  api.add(api.id, "AWS::ApiGatewayV2::Api", std::move(properties), {.main = true, .metadata = false, .inherits = false});
}

/// "AProdStage"; the stage of an API without StageName is named `default`.
std::string stage_id(const Scope& api) {
  const Node* stage = api.property("StageName");
  if (!stage) return api.id + "DefaultStage";
  const std::string name(stage->as_string().value_or(""));
  return api.id + (name == "default" ? "Default" : name) + "Stage";
}

/// Adds the stage; its logical id.
std::string add_stage(Scope& api, const std::vector<std::string>& routes) {
  const Maker& make = api.make;
  const Node* name = api.property("StageName");
  Node properties = make.map("ApiId", make.ref(api.id), "StageName", name ? *name : make.text("default"));
  for (const std::string_view same : {"AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"}) {
    make.add(properties, same, api.copy(same));
  }
  make.add(properties, "Tags", propagated(api), "AutoDeploy", true);
  // Settings of a route need the route.
  const Node* settings = api.property("RouteSettings");
  Attributes attributes{.inherits = false};
  if (settings && !settings->members.empty()) {
    attributes.depends_on = make.list();
    for (const std::string& route : routes) attributes.depends_on->items.push_back(make.text(route));
  }
  const std::string id = stage_id(api);
  api.add(id, "AWS::ApiGatewayV2::Stage", std::move(properties), std::move(attributes));
  api.work.generated_properties[api.id + ".Stage"] = id;
  return id;
}

void transform_websocket_api(Scope& api) {
  if (!check_names(api) || !websocket::check_routes(api)) return;
  add_api(api);
  std::string stage = add_stage(api, websocket::add_routes(api));
  add_v2_domain(api, {.stage = std::move(stage), .tags = propagated(api), .api = V2Api::WebSocket});
}

}  // namespace

extern const ResourceType resource_websocketapi{"AWS::Serverless::WebSocketApi", Phase::Apis, kProperties,
                                                transform_websocket_api};

}  // namespace cxsam::transform
