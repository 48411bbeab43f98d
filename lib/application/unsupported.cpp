// What a template may ask for that does not run locally yet, one line each.
#include <algorithm>

#include "application/function_parts.h"
#include "application/readers.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

struct Kind {
  std::string_view type;
  std::string_view what;
};

constexpr Kind kKinds[] = {
    {"AWS::ApiGateway::BasePathMapping", "path of a custom domain"},
    {"AWS::ApiGateway::BasePathMappingV2", "path of a custom domain"},
    {"AWS::ApiGatewayV2::ApiMapping", "path of a custom domain"},
    {"AWS::ApiGatewayV2::RoutingRule", "routing rule of a custom domain"},
    {"AWS::ApiGatewayV2::ApiGatewayManagedOverrides", "change of what API Gateway itself has made"},
    {"AWS::AppSync::GraphQLApi", "GraphQL API"},
    {"AWS::CloudFormation::Stack", "nested stack whose template is not on this machine"},
    {"AWS::IoT::TopicRule", "IoT rule"},
    {"AWS::Logs::SubscriptionFilter", "log subscription"},
    {"AWS::Scheduler::Schedule", "schedule"},
    {"AWS::Serverless::Application", "nested application whose template is not on this machine"},
    {"AWS::StepFunctions::StateMachine", "state machine"},
};

/// What one property of a resource asks for, apart from the rest of it.
struct Part {
  std::string_view type;
  std::string_view property;
  std::string_view what;
};

constexpr Part kParts[] = {
    {"AWS::ApiGateway::ApiKey", "StageKeys", "API key for a stage without a usage plan"},
    {"AWS::ApiGateway::Deployment", "DeploymentCanarySettings",
     "canary of a deployment (one of a stage runs: `CanarySetting`)"},
    {"AWS::ApiGateway::RestApi", "CloneFrom", "clone of another API"},
    {"AWS::ApiGateway::RestApi", "MinimumCompressionSize", "compression of bodies"},
};

/// "SQS event source" from `arn:aws:sqs:...`.
std::string event_source(const LiveResource& mapping) {
  constexpr Kind kServices[] = {{"sqs", "SQS"},     {"kinesis", "Kinesis"}, {"dynamodb", "DynamoDB stream"},
                                {"kafka", "Kafka"}, {"mq", "MQ"},           {"rds", "DocumentDB"}};
  const std::string arn = mapping.text("EventSourceArn");
  const std::vector<std::string_view> parts = split(arn, ':');
  if (parts.size() > 2) {
    const auto* found = std::ranges::find(kServices, parts[2], &Kind::type);
    if (found != std::end(kServices)) return std::string(found->what) + " event source";
  }
  return "event source";
}

/// A URL of a function that is there runs.
std::string url_of_none(const LiveResource& url, const Application& application) {
  std::vector<const Function*> functions;
  for (const Function& function : application.functions) functions.push_back(&function);
  const bool there = find_named(functions, url.text("TargetFunctionArn")) != nullptr;
  return there ? "" : "function URL of a function that is not in its stack";
}

std::string what_of(const LiveResource& resource, const Application& application) {
  if (resource.type == "AWS::Lambda::Url") return url_of_none(resource, application);
  const auto* kind = std::ranges::find(kKinds, resource.type, &Kind::type);
  if (kind != std::end(kKinds)) return std::string(kind->what);
  if (resource.type == "AWS::Lambda::EventSourceMapping") return event_source(resource);
  if (resource.type == "AWS::Events::Rule") {
    return resource.property("ScheduleExpression") != nullptr ? "schedule" : "event rule";
  }
  if (resource.type == "AWS::S3::Bucket") {
    const Node* functions = resource.properties.at_path({"NotificationConfiguration", "LambdaConfigurations"});
    return functions != nullptr && !functions->items.empty() ? "S3 event source" : "";
  }
  for (const Part& part : kParts)
    if (resource.type == part.type && resource.property(part.property) != nullptr) return std::string(part.what);
  if (resource.type == "AWS::SNS::Subscription") return resource.text("Protocol") == "lambda" ? "SNS event source" : "";
  return "";
}

}  // namespace

void read_unsupported(const LiveResources& resources, Application& application) {
  for (const LiveResource& resource : resources.all()) {
    std::string what = what_of(resource, application);
    if (what.empty()) continue;
    application.unsupported.push_back({.logical_id = std::string(resource.id),
                                       .what = std::move(what),
                                       .where = resource.where,
                                       .of_api = resource.type == "AWS::Lambda::Url"});
  }
}

}  // namespace cxsam::application
