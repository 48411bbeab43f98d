#include "artifacts/properties.h"

#include <array>

namespace cxsam::artifacts {
namespace {

// Source: AWS CLI, "aws cloudformation package"; AWS SAM developer guide, "sam build".
constexpr std::array kRows{
    PathProperty{"AWS::Serverless::Function", "CodeUri", Kind::FunctionCode, true},
    PathProperty{"AWS::Serverless::LayerVersion", "ContentUri", Kind::LayerContent, true},
    PathProperty{"AWS::Serverless::Api", "DefinitionUri", Kind::Definition},
    PathProperty{"AWS::Serverless::HttpApi", "DefinitionUri", Kind::Definition},
    PathProperty{"AWS::Serverless::StateMachine", "DefinitionUri", Kind::Definition},
    PathProperty{"AWS::Serverless::GraphQLApi", "SchemaUri", Kind::Definition},
    PathProperty{"AWS::Serverless::GraphQLApi", "Functions.*.CodeUri", Kind::Other},
    PathProperty{"AWS::Serverless::GraphQLApi", "Resolvers.*.*.CodeUri", Kind::Other},
    PathProperty{"AWS::Serverless::Application", "Location", Kind::NestedTemplate},
    PathProperty{"AWS::Lambda::Function", "Code", Kind::FunctionCode, true},
    PathProperty{"AWS::Lambda::LayerVersion", "Content", Kind::LayerContent, true},
    PathProperty{"AWS::CloudFormation::Stack", "TemplateURL", Kind::NestedTemplate},
    PathProperty{"AWS::CloudFormation::StackSet", "TemplateURL", Kind::NestedTemplate},
    PathProperty{"AWS::StepFunctions::StateMachine", "DefinitionS3Location", Kind::Definition},
    PathProperty{"AWS::ApiGateway::RestApi", "BodyS3Location", Kind::Definition},
    PathProperty{"AWS::ApiGatewayV2::Api", "BodyS3Location", Kind::Definition},
    PathProperty{"AWS::AppSync::GraphQLSchema", "DefinitionS3Location", Kind::Definition},
    PathProperty{"AWS::AppSync::Resolver", "CodeS3Location", Kind::Other},
    PathProperty{"AWS::AppSync::FunctionConfiguration", "CodeS3Location", Kind::Other},
    PathProperty{"AWS::AppSync::Resolver", "RequestMappingTemplateS3Location", Kind::Other},
    PathProperty{"AWS::AppSync::Resolver", "ResponseMappingTemplateS3Location", Kind::Other},
    PathProperty{"AWS::AppSync::FunctionConfiguration", "RequestMappingTemplateS3Location", Kind::Other},
    PathProperty{"AWS::AppSync::FunctionConfiguration", "ResponseMappingTemplateS3Location", Kind::Other},
    PathProperty{"AWS::CodeCommit::Repository", "Code.S3", Kind::Other},
    PathProperty{"AWS::Glue::Job", "Command.ScriptLocation", Kind::Other},
    PathProperty{"AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle", Kind::Other},
    PathProperty{"AWS::CloudFormation::ModuleVersion", "ModulePackage", Kind::Other},
    PathProperty{"AWS::CloudFormation::ResourceVersion", "SchemaHandlerPackage", Kind::Other},
    PathProperty{kPublication, "LicenseUrl", Kind::Other},
    PathProperty{kPublication, "ReadmeUrl", Kind::Other},
};

}  // namespace

std::span<const PathProperty> path_properties() { return kRows; }

}  // namespace cxsam::artifacts
