// The Api event: an operation of a REST API and the permission to call the function.
// Source: AWS SAM developer guide, "Api" event source.
#include <array>

#include "base/text.h"
#include "transform/event_scope.h"
#include "transform/event_type.h"
#include "transform/ids.h"
#include "transform/implicit_api.h"
#include "transform/openapi/integration.h"
#include "transform/openapi/parameters.h"
#include "transform/openapi/resource_policy.h"
#include "transform/openapi/security.h"
#include "transform/rest/written_body.h"
#include "transform/shape.h"
#include "transform/start_role.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Path", kText, true}, Property{"Method", kText, true},      Property{"RestApiId", kText},
    Property{"Auth", kMap},        Property{"RequestModel", kMap},       Property{"RequestParameters", kList},
    Property{"Stage", kText},      Property{"TimeoutInMillis", kNumber}, Property{"ResponseTransferMode", kText},
};

constexpr std::array kMachineProperties{
    Property{"Path", kText, true}, Property{"Method", kText, true}, Property{"RestApiId", kText},
    Property{"Stage", kText},      Property{"Auth", kMap},          Property{"UnescapeMappingTemplate", kBool | kPlain},
};

/// The API that an event is part of: its logical id, "" after an error.
std::string api_of(EventScope& event) {
  const Node* given = event.properties.find("RestApiId");
  if (!given) return std::string(kImplicitRestApi);
  const auto intrinsic = as_intrinsic(*given);
  const bool is_ref = intrinsic && intrinsic->name == "Ref" && intrinsic->argument->is_string();
  const std::string id = is_ref ? intrinsic->argument->text : given->as_string() ? given->text : "";
  const std::string_view type = event.work.type_of(id);
  const bool has_no_type = type.empty() && event.work.find_resource(id);  // which CloudFormation will refuse
  if (has_no_type || type == "AWS::Serverless::Api" || type == "AWS::ApiGateway::RestApi") return id;
  event.error(given, "`RestApiId` must be a `Ref` to an `AWS::Serverless::Api` of this template");
  return "";
}

/// The stage for the permission's logical id: "Stage" when it is only known at deployment.
std::string stage_of(EventScope& event, std::string_view api) {
  const Member* resource = event.work.find_resource(api);
  const Node* stage = resource ? resource->value.at_path({"Properties", "StageName"}) : nullptr;
  return stage && stage->is_string() ? stage->text : "Stage";
}

void permit(EventScope& event, const std::string& api, std::string_view method, std::string_view path) {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const std::string arn = "arn:" + event.work.partition() +
                          ":execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/" +
                          openapi::arn_verb(method) + openapi::arn_path(path, openapi::Greedy::AnyName);
  const std::string stage = stage_of(event, api);
  if (stage.empty()) return event.error(nullptr, "`StageName` of `" + api + "` is empty", "name the stage of the API");
  const std::string suffix = suffixed_id("", stage);
  const Node* given = event.property("RestApiId");
  const Node id = given ? *given : event.make.ref(api);
  event.add_permission("apigateway.amazonaws.com", event.make.sub(arn, "__ApiId__", id, "__Stage__", "*"), suffix);
}

const Node* auth_of(EventScope& event, std::string_view api) {
  const Member* resource = event.work.find_resource(api);
  const Node* auth = resource ? resource->value.at_path({"Properties", "Auth"}) : nullptr;
  return auth && auth->is_map() ? auth : nullptr;
}

/// {type: aws_proxy, ...}: the function gets the whole request.
Node lambda_operation(EventScope& event) {
  const Maker& make = event.make;
  const Node* mode = event.property("ResponseTransferMode");
  const bool streams = mode && mode->as_string() == "RESPONSE_STREAM";
  const auto way = streams ? openapi::Invocation::Streaming : openapi::Invocation::Buffered;
  Node integration =
      make.map("type", "aws_proxy", "httpMethod", "POST", "uri", openapi::invocation_uri(event, event.work.partition(), way));
  if (const Node* limit = event.property("TimeoutInMillis"); is_given(limit)) make.add(integration, "timeoutInMillis", limit);
  if (streams) make.add(integration, "responseTransferMode", "STREAM");
  return make.map(openapi::kIntegration, std::move(integration), "responses", make.map());
}

/// {type: aws, ...}: API Gateway starts an execution with the body as its input.
Node start_execution_operation(EventScope& event) {
  const Maker& make = event.make;
  const Node* unescape = event.property("UnescapeMappingTemplate");
  const bool unescaped = unescape && event.work.resolved(*unescape).as_bool().value_or(false);
  // escapeJavaScript also escapes single quotes, which JSON does not know.
  const std::string input =
      std::string("$util.escapeJavaScript($input.json('$'))") + (unescaped ? R"(.replaceAll("\\'","'"))" : "");
  const std::string body = "{\"input\": \"" + input + "\", \"stateMachineArn\": \"${" + event.target.variable + "}\"}";
  Node uri = make.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution");
  const std::string_view condition = event.owner.condition();
  if (!condition.empty()) uri = make.choose(condition, std::move(uri), make.no_value());
  Node answers = make.map("200", make.map("statusCode", "200"), "400", make.map("statusCode", "400"));
  Node integration =
      make.map("type", "aws", "httpMethod", "POST", "uri", std::move(uri), "responses", std::move(answers), "credentials",
               start_execution_role(event, "apigateway.amazonaws.com", "RoleStartExecutionPolicy"), "requestTemplates",
               make.map("application/json", make.sub(body)));
  return make.map(openapi::kIntegration, std::move(integration), "responses",
                  make.map("200", make.map("description", "OK"), "400", make.map("description", "Bad Request")));
}

/// The stage in the ARNs of a resource policy. AWS's transform leaves it null for a state machine's event without `Stage`.
Node policy_stage(EventScope& event, const std::string& api) {
  if (event.target.kind == EventOwner::Function) return event.make.text(stage_of(event, api));
  const Node* given = event.property("Stage");
  return given ? *given : make_null(event.make.origin());
}

/// The API puts its resource policy together when all events are known.
void note_resource_policy(EventScope& event, const std::string& api, const std::string& path) {
  const Node* auth = event.property("Auth");
  const Node* policy = auth ? value_at(auth, "ResourcePolicy") : nullptr;
  if (!is_given(policy)) return;
  const PropertyProblem problem = openapi::check_resource_policy(*policy);
  if (!problem.message.empty()) return event.error(problem.where, problem.message, problem.hint);
  const openapi::EventPolicy noted{path, policy_stage(event, api), *policy, event.make};
  std::vector<openapi::EventPolicy>& policies = event.work.notes<openapi::EventPolicies>().of_api[api];
  policies.push_back(noted);
  // AWS's transform writes what an event with OverrideApiAuth asks for twice.
  if (is_given(value_at(auth, "OverrideApiAuth"))) policies.push_back(noted);
}

/// An API with a DefinitionBody of the user's own: events of functions change it where they are asked to.
void edit_written_body(EventScope& event, const std::string& api, const std::string& path, const std::string& method,
                       Node operation) {
  const Member* resource = event.work.find_resource(api);
  const Node* properties = resource ? resource->value.find("Properties") : nullptr;
  if (!value_at(properties, "DefinitionBody") || event.target.kind != EventOwner::Function) return;
  const Node* auth = event.property("Auth");
  const bool overrides = auth && is_given(value_at(auth, "OverrideApiAuth"));
  if (is_on(properties->find("MergeDefinitions"))) {
    merge_operation(event, api, path, method, std::move(operation));
  } else if (overrides) {
    override_written_auth(event, api, path, method);
  }
  if (overrides && !event.owner.failed()) note_resource_policy(event, api, path);
}

bool claims(const Member& event, std::string_view path, std::string_view method) {
  const Node* given_path = event.value.at_path({"Properties", "Path"});
  const Node* given_method = event.value.at_path({"Properties", "Method"});
  return given_path && given_method && given_path->as_string() == path && to_lower(given_method->text) == method;
}

/// Names all events of the function that claim the route, of which one alone can have it.
void report_claimed(EventScope& event, const std::string& path, const std::string& method, std::string_view maker) {
  std::vector<std::string> claiming;
  for (const Member& other : event.owner.property("Events")->members)
    if (claims(other, path, method)) claiming.push_back("`" + other.key + "`");
  event.error(event.property("Path"), "`" + method + " " + path + "` is defined already, by " + std::string(maker),
              claiming.size() > 1 ? "these events of `" + event.owner.id + "` claim it: " + join(claiming, ", ") : "");
}

void add_operation(EventScope& event, const std::string& api, const std::string& path, const std::string& method,
                   Node operation) {
  const auto found = event.work.definitions.find(api);
  if (found == event.work.definitions.end()) return edit_written_body(event, api, path, method, std::move(operation));
  openapi::Definition& definition = found->second;
  if (definition.operation(path, method)) {
    return report_claimed(event, path, method, definition.maker_of(path, method));
  }
  openapi::secure_rest_operation(event, auth_of(event, api), definition, operation);
  openapi::add_request_parameters(event, operation);
  openapi::add_request_model(event, api, definition, operation);
  definition.set_operation(path, method, std::move(operation), event.owner.condition(),
                           "event `" + event.name + "` of `" + event.owner.id + "`", event.make);
  note_resource_policy(event, api, path);
}

void add_api_event(EventScope& event) {
  const std::string api = api_of(event);
  const std::string path = event.property("Path")->text;
  const std::string method = event.property("Method")->text;
  if (api.empty()) return;
  if (api == kImplicitRestApi) propagate_tags_to_api(event.owner, api);
  const bool function = event.target.kind == EventOwner::Function;
  if (function) permit(event, api, method, path);
  add_operation(event, api, path, to_lower(method), function ? lambda_operation(event) : start_execution_operation(event));
}

}  // namespace

extern const EventType event_api{"Api", kProperties, add_api_event, add_api_event, kMachineProperties};

}  // namespace cxsam::transform
