#include "tests/unit/application/modelling.h"

using namespace cxsam;
using test::application_from;

TEST_CASE("application: a function with CloudFormation's defaults", "[application]") {
  const auto application = application_from(R"(
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.12, Code: {S3Bucket: b, S3Key: k}}
)");
  REQUIRE(application.functions.size() == 1);
  const auto& hello = application.functions.front();
  CHECK(hello.name == "Hello");
  CHECK(hello.arn == "arn:aws:lambda:us-east-1:123456789012:function:Hello");
  CHECK(hello.memory_mb == 128);
  CHECK(hello.timeout_s == 3);
  CHECK(hello.architecture == "x86_64");
  CHECK_FALSE(hello.reserved_concurrency);
  CHECK_FALSE(hello.image);
  CHECK(application.unsupported.empty());
}

TEST_CASE("application: names, environment and layers are resolved", "[application]") {
  const auto application = application_from(R"(
Parameters: {Stage: {Type: String, Default: dev}}
Conditions: {Never: !Equals [a, b]}
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "${Stage}-orders"}}
  Queue: {Type: AWS::SQS::Queue}
  Tools0c7f96cce7: {Type: AWS::Lambda::LayerVersion, Properties: {LayerName: tools}}
  Gone: {Type: AWS::Lambda::Function, Condition: Never, Properties: {Handler: a.b}}
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub "${Stage}-hello"
      ReservedConcurrentExecutions: 0
      MemorySize: "512"
      TracingConfig: {Mode: Active}
      Environment:
        Variables:
          TABLE: !Ref Orders
          ARN: !GetAtt Orders.Arn
          QUEUE: !Ref Queue
          UNKNOWN: !GetAtt Queue.Colour
          NUMBER: 1.10
          GONE: !If [Never, x, !Ref AWS::NoValue]
      Layers: [!Ref Tools0c7f96cce7, "arn:aws:lambda:us-east-1:1:layer:other:3"]
)");
  REQUIRE(application.functions.size() == 1);
  const auto& hello = application.functions.front();
  CHECK(hello.name == "dev-hello");
  CHECK(hello.memory_mb == 512);
  CHECK(hello.reserved_concurrency == 0U);
  CHECK(hello.tracing);
  const std::map<std::string, std::string> expected{
      {"TABLE", "dev-orders"},
      {"ARN", "arn:aws:dynamodb:us-east-1:123456789012:table/dev-orders"},
      {"QUEUE", "https://sqs.us-east-1.amazonaws.com/123456789012/Queue"},
      {"UNKNOWN", ""},
      {"NUMBER", "1.10"},
  };
  CHECK(hello.environment == expected);
  REQUIRE(hello.layers.size() == 2);
  CHECK(hello.layers[0].logical_id == "Tools0c7f96cce7");
  CHECK(hello.layers[1].arn == "arn:aws:lambda:us-east-1:1:layer:other:3");
  REQUIRE(application.layers.size() == 1);
  CHECK(application.layers.front().source_logical_id == "Tools");
  CHECK(application.find_function("dev-hello") == &hello);
  CHECK(application.find_function("Hello") == &hello);
  CHECK(application.find_function("hello") == nullptr);
}

TEST_CASE("application: functions have the names that SAM CLI and the AWS CDK give them", "[application]") {
  auto nested = application_from(R"(
Resources:
  FnA1B2:
    Type: AWS::Lambda::Function
    Metadata: {SamResourceId: Fn}
    Properties: {Handler: app.handler, Runtime: python3.12}
  Made99:
    Type: AWS::Lambda::Function
    Metadata: {aws:cdk:path: Shop/Orders/Resource}
    Properties: {Handler: app.handler, Runtime: python3.12}
)");
  CHECK(nested.find_function("Fn") == &nested.functions[0]);
  CHECK(nested.find_function("Orders") == &nested.functions[1]);
  CHECK(nested.find_function("Shop/Orders") == &nested.functions[1]);
  CHECK(nested.find_function("Shop/Orders/Resource") == &nested.functions[1]);
  CHECK(nested.find_function("Resource") == nullptr);

  application::Application root;
  application::add_nested(root, "Child", std::move(nested));
  CHECK(root.find_function("Child/Fn") == &root.functions[0]);
  CHECK(root.find_function("Child/FnA1B2") == &root.functions[0]);
  CHECK(root.find_function("Other/Fn") == nullptr);
}

TEST_CASE("application: from which level on a function's lines are written", "[application]") {
  const auto application = application_from(R"(
Resources:
  Json:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig: {LogFormat: JSON, ApplicationLogLevel: WARN, SystemLogLevel: DEBUG}
      Environment: {Variables: {A: b}}
  Usual:
    Type: AWS::Lambda::Function
    Properties: {LoggingConfig: {LogFormat: JSON}}
)");
  const application::Function& told = *application.find_function("Json");
  CHECK(told.application_log_level == "WARN");
  CHECK(told.system_log_level == "DEBUG");
  CHECK(told.environment == std::map<std::string, std::string>{{"A", "b"}});
  CHECK(application.find_function("Usual")->application_log_level == "INFO");
  CHECK(application.find_function("Usual")->system_log_level == "INFO");
}

TEST_CASE("application: a number that is none is reported and the default is used", "[application]") {
  Diagnostics findings;
  const auto application = application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function, Properties: {MemorySize: lots, Timeout: -1}}
)",
                                            {}, &findings);
  CHECK(application.functions.front().memory_mb == 128);
  CHECK(application.functions.front().timeout_s == 3);
  CHECK(findings.items().size() == 2);
}

TEST_CASE("application: what does not run locally is named once each", "[application]") {
  const auto application = application_from(R"(
Resources:
  Image: {Type: AWS::Lambda::Function, Properties: {PackageType: Image, Code: {ImageUri: x}}}
  Steps: {Type: AWS::Lambda::Function, Properties: {DurableConfig: {ExecutionTimeout: 60}}}
  Files: {Type: AWS::Lambda::Function, Properties: {FileSystemConfigs: [{Arn: a, LocalMountPath: /mnt/a}]}}
  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}
  Queue: {Type: AWS::SQS::Queue}
  Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Image}}
  Hourly: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 hour)}}
  Domain: {Type: AWS::ApiGateway::DomainName, Properties: {DomainName: shop.example.com}}
  ShopPath: {Type: AWS::ApiGateway::BasePathMapping, Properties: {DomainName: !Ref Domain, RestApiId: a, BasePath: shop}}
  WebPath: {Type: AWS::ApiGatewayV2::ApiMapping, Properties: {DomainName: !Ref Domain, ApiId: b, Stage: c}}
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET}}
  Role: {Type: AWS::IAM::Role}
)");
  std::vector<std::string> said;
  for (const auto& item : application.unsupported) said.push_back(item.logical_id + ": " + item.what);
  const std::vector<std::string> expected{"Steps: durable execution (its steps, waits and callbacks)",
                                          "Files: EFS file system (what it mounts)",
                                          "Chat: WebSocket API",
                                          "Child: nested stack whose template is not on this machine",
                                          "Mapping: SQS event source",
                                          "Hourly: schedule",
                                          "ShopPath: path of a custom domain",
                                          "WebPath: path of a custom domain"};
  CHECK(said == expected);
}
