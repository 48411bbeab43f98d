// Names, ARNs and URLs that stand for resources before they exist, as data: one row a resource type.
// Source of the forms: AWS CloudFormation user guide, "Return values" of each resource type; Service Authorization Reference.
#include <algorithm>
#include <array>
#include <span>

#include "application/application.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

/// `form` holds {n} name, {r} region, {a} account, {p} partition, {u} URL suffix.
struct Attribute {
  std::string_view name;  // "" is Ref
  std::string_view form;
};

struct Shape {
  std::string_view type;
  std::string_view name_property;
  std::array<Attribute, 5> attributes;
};

constexpr Shape kShapes[] = {
    {"AWS::Lambda::Function", "FunctionName", {{{"Arn", "arn:{p}:lambda:{r}:{a}:function:{n}"}}}},
    {"AWS::Lambda::LayerVersion",
     "LayerName",
     {{{"", "arn:{p}:lambda:{r}:{a}:layer:{n}:1"},
       {"LayerVersionArn", "arn:{p}:lambda:{r}:{a}:layer:{n}:1"},
       {"Arn", "arn:{p}:lambda:{r}:{a}:layer:{n}:1"}}}},
    {"AWS::ApiGateway::RestApi", "", {{{"RootResourceId", "{n}/root"}, {"RestApiId", "{n}"}}}},
    {"AWS::ApiGateway::Resource", "", {{{"ResourceId", "{n}"}}}},
    {"AWS::ApiGateway::Stage", "StageName", {}},
    {"AWS::ApiGatewayV2::Api", "", {{{"ApiId", "{n}"}, {"ApiEndpoint", "https://{n}.execute-api.{r}.{u}"}}}},
    {"AWS::ApiGatewayV2::Stage", "StageName", {}},
    {"AWS::S3::Bucket",
     "BucketName",
     {{{"Arn", "arn:{p}:s3:::{n}"},
       {"DomainName", "{n}.s3.{u}"},
       {"RegionalDomainName", "{n}.s3.{r}.{u}"},
       {"WebsiteURL", "http://{n}.s3-website-{r}.{u}"}}}},
    {"AWS::DynamoDB::Table",
     "TableName",
     {{{"Arn", "arn:{p}:dynamodb:{r}:{a}:table/{n}"},
       {"StreamArn", "arn:{p}:dynamodb:{r}:{a}:table/{n}/stream/1970-01-01T00:00:00.000"}}}},
    {"AWS::SQS::Queue",
     "QueueName",
     {{{"", "https://sqs.{r}.{u}/{a}/{n}"},
       {"QueueUrl", "https://sqs.{r}.{u}/{a}/{n}"},
       {"QueueName", "{n}"},
       {"Arn", "arn:{p}:sqs:{r}:{a}:{n}"}}}},
    {"AWS::SNS::Topic",
     "TopicName",
     {{{"", "arn:{p}:sns:{r}:{a}:{n}"}, {"TopicArn", "arn:{p}:sns:{r}:{a}:{n}"}, {"TopicName", "{n}"}}}},
    {"AWS::StepFunctions::StateMachine",
     "StateMachineName",
     {{{"", "arn:{p}:states:{r}:{a}:stateMachine:{n}"}, {"Arn", "arn:{p}:states:{r}:{a}:stateMachine:{n}"}, {"Name", "{n}"}}}},
    {"AWS::Events::Rule", "Name", {{{"Arn", "arn:{p}:events:{r}:{a}:rule/{n}"}}}},
    {"AWS::Events::EventBus", "Name", {{{"Arn", "arn:{p}:events:{r}:{a}:event-bus/{n}"}, {"Name", "{n}"}}}},
    {"AWS::Kinesis::Stream", "Name", {{{"Arn", "arn:{p}:kinesis:{r}:{a}:stream/{n}"}}}},
    {"AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName", {{{"Arn", "arn:{p}:firehose:{r}:{a}:deliverystream/{n}"}}}},
    {"AWS::IAM::Role", "RoleName", {{{"Arn", "arn:{p}:iam::{a}:role/{n}"}, {"RoleId", "{n}"}}}},
    {"AWS::IAM::User", "UserName", {{{"Arn", "arn:{p}:iam::{a}:user/{n}"}}}},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName", {{{"", "arn:{p}:iam::{a}:policy/{n}"}}}},
    {"AWS::Logs::LogGroup", "LogGroupName", {{{"Arn", "arn:{p}:logs:{r}:{a}:log-group:{n}:*"}}}},
    {"AWS::SSM::Parameter", "Name", {}},
    {"AWS::SecretsManager::Secret",
     "Name",
     {{{"", "arn:{p}:secretsmanager:{r}:{a}:secret:{n}"}, {"Id", "arn:{p}:secretsmanager:{r}:{a}:secret:{n}"}}}},
    {"AWS::KMS::Key", "", {{{"Arn", "arn:{p}:kms:{r}:{a}:key/{n}"}, {"KeyId", "{n}"}}}},
    {"AWS::KMS::Alias", "AliasName", {}},
    {"AWS::Cognito::UserPool",
     "",
     {{{"", "{r}_{n}"},
       {"UserPoolId", "{r}_{n}"},
       {"Arn", "arn:{p}:cognito-idp:{r}:{a}:userpool/{r}_{n}"},
       {"ProviderName", "cognito-idp.{r}.{u}/{r}_{n}"},
       {"ProviderURL", "https://cognito-idp.{r}.{u}/{r}_{n}"}}}},
    {"AWS::Cognito::IdentityPool", "", {{{"", "{r}:{n}"}}}},
    {"AWS::ECR::Repository",
     "RepositoryName",
     {{{"Arn", "arn:{p}:ecr:{r}:{a}:repository/{n}"}, {"RepositoryUri", "{a}.dkr.ecr.{r}.{u}/{n}"}}}},
};

const Shape* find_shape(std::string_view type) {
  const auto* found = std::ranges::find(kShapes, type, &Shape::type);
  return found == std::end(kShapes) ? nullptr : found;
}

std::string fill(std::string_view form, std::string_view name, const tmpl::Environment& environment) {
  std::string text(form);
  text = replace_all(std::move(text), "{r}", environment.region);
  text = replace_all(std::move(text), "{a}", environment.account_id);
  text = replace_all(std::move(text), "{p}", tmpl::partition_of(environment.region));
  text = replace_all(std::move(text), "{u}", tmpl::url_suffix_of(environment.region));
  return replace_all(std::move(text), "{n}", name);
}

std::string name_of(const tmpl::Resource& resource, std::string_view name_property,
                    const std::optional<tmpl::Resolver>& names) {
  const Node* property = name_property.empty() ? nullptr : resource.property(name_property);
  if (property == nullptr) return std::string(resource.logical_id);
  if (const auto text = property->as_text()) return std::string(*text);
  std::optional<std::string> text = names ? names->text(*property) : std::nullopt;
  return text ? std::move(*text) : std::string(resource.logical_id);
}

/// The function that a version, an alias or a URL belongs to: `FunctionName` is a Ref to it, its name or its ARN.
std::string owner_arn(const tmpl::Resource& resource, std::string_view property, const tmpl::Environment& environment,
                      const std::optional<tmpl::Resolver>& names) {
  const Node* owner = resource.property(property);
  if (owner == nullptr) return "";
  std::string name(owner->as_text().value_or(""));
  if (const auto intrinsic = as_intrinsic(*owner)) {
    const Node* target = intrinsic->argument->is_list() && !intrinsic->argument->items.empty()
                             ? &intrinsic->argument->items.front()
                             : intrinsic->argument;
    name = std::string(target->as_text().value_or(""));
    name = name.substr(0, name.find('.'));
    const tmpl::Resource* function = names ? names->source().find_resource(name) : nullptr;
    if (function != nullptr) name = name_of(*function, "FunctionName", names);
  }
  if (name.starts_with("arn:")) return name;
  return fill("arn:{p}:lambda:{r}:{a}:function:{n}", name, environment);
}

std::optional<std::string> lambda_part(const tmpl::Resource& resource, std::string_view attribute,
                                       const tmpl::Environment& environment, const std::optional<tmpl::Resolver>& names) {
  if (resource.type == "AWS::Lambda::Version") {
    const std::string arn = owner_arn(resource, "FunctionName", environment, names) + ":1";
    if (attribute.empty() || attribute == "FunctionArn") return arn;
    return attribute == "Version" ? std::optional<std::string>("1") : std::nullopt;
  }
  if (resource.type == "AWS::Lambda::Alias") {
    const std::string arn = owner_arn(resource, "FunctionName", environment, names) + ":" + name_of(resource, "Name", names);
    return attribute.empty() || attribute == "AliasArn" ? std::optional(arn) : std::nullopt;
  }
  if (resource.type == "AWS::Lambda::Url") {
    const std::string arn = owner_arn(resource, "TargetFunctionArn", environment, names);
    if (attribute.empty() || attribute == "FunctionArn") return arn;
    const std::string id = to_lower(resource.logical_id);
    return attribute == "FunctionUrl" ? std::optional(fill("https://{n}.lambda-url.{r}.on.aws/", id, environment))
                                      : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string> value_of(const tmpl::Resource& resource, std::string_view attribute,
                                    const tmpl::Environment& environment, const std::optional<tmpl::Resolver>& names) {
  if (auto part = lambda_part(resource, attribute, environment, names)) return part;
  const Shape* shape = find_shape(resource.type);
  const std::string name = name_of(resource, shape == nullptr ? "" : shape->name_property, names);
  if (shape != nullptr) {
    for (const Attribute& candidate : shape->attributes) {
      if (!candidate.form.empty() && candidate.name == attribute) return fill(candidate.form, name, environment);
    }
  }
  if (attribute.empty()) return name;
  return std::nullopt;
}

}  // namespace

tmpl::PhysicalValue physical_value(const tmpl::Environment& environment, std::optional<tmpl::Resolver> names) {
  return [environment, names = std::move(names)](const tmpl::Resource& resource,
                                                 std::string_view attribute) -> std::optional<Node> {
    std::optional<std::string> value = value_of(resource, attribute, environment, names);
    if (!value) return std::nullopt;
    return make_string(std::move(*value));
  };
}

}  // namespace cxsam::application
