// What is checked may be of any size and made by anyone: the time grows with the template and no faster.
#include <algorithm>
#include <ctime>
#include <functional>
#include <string>

#include <catch2/catch.hpp>

#include "lint/subjects/dynamic_reference.h"
#include "lint/validate.h"

using namespace cxsam;

namespace {

lint::Report validate(std::string text) {
  lint::Request request;
  request.profile = "current";
  request.limits = *facts::find_limits(request.profile);
  request.today = "2026-01-15";
  return lint::validate({"template.yaml", std::move(text), lint::Input::Kind::Template}, request);
}

// Of the processor, so that other programs do not matter.
double seconds_for(const std::string& text) {
  const std::clock_t begin = std::clock();
  validate(text);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

std::string times(int count, const std::function<std::string(const std::string& number)>& part) {
  std::string text;
  for (int i = 0; i < count; ++i) text += part(std::to_string(i));
  return text;
}

struct Shape {
  const char* name;
  std::string (*of_size)(int size);
  int small = 1000;  // the size that four times as much is held against
};

const Shape kShapes[] = {
    {"names that lead nowhere",
     [](int size) {
       return "Resources:\n" + times(size, [](const std::string& i) {
                return "  Q" + i + ": {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Ref Z" + i + "}}\n";
              });
     }},
    {"findings in one map",
     [](int size) {
       return "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Metadata:\n" +
              times(size, [](const std::string& i) { return "      k" + i + ": !Foo x\n"; });
     }},
    {"one list of many values",
     [](int size) {
       return "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: !Join\n        - ''\n        - "
              "[!Ref Q" +
              times(size, [](const std::string& i) { return ", a" + i; }) + "]\n";
     }},
    {"a circle",
     [](int size) {
       return "Resources:\n" + times(size, [size](const std::string& i) {
                const std::string next = std::to_string((std::stoi(i) + 1) % size);
                return "  Q" + i + ": {Type: 'AWS::SQS::Queue', DependsOn: Q" + next + "}\n";
              });
     }},
    {"DependsOn again and again",
     [](int size) {
       return "Resources:\n  T: {Type: 'AWS::SNS::Topic'}\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Ref "
              "T}\n    DependsOn:\n" +
              times(size, [](const std::string&) { return "      - T\n"; });
     }},
    {"dynamic references within each other",
     [](int size) {
       return "Resources:\n  P:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: \"" +
              times(size, [](const std::string&) { return "{{resolve:"; }) + "}}\"\n";
     }},
    {"many tags",
     [](int size) {
       return "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n" +
              times(size, [](const std::string& i) { return "        - {Key: k" + i + ", Value: v}\n"; });
     }},
    {"many variables",
     [](int size) {
       return "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
              "      Runtime: python3.13\n      Handler: a.b\n      InlineCode: x\n      Environment:\n        Variables:\n" +
              times(size, [](const std::string& i) { return "          K" + i + ": a\n"; });
     }},
    {"functions with events, which become several resources each",
     [](int size) {
       return "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Runtime: python3.13, Handler: a.b, CodeUri: "
              "'s3://b/k', "
              "Environment: {Variables: {ALL: a}}}}\nResources:\n" +
              times(size, [](const std::string& i) {
                return "  F" + i +
                       ":\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment: {Variables: {OWN: !Ref T" +
                       i + "}}\n      Policies: [{DynamoDBCrudPolicy: {TableName: !Ref T" + i +
                       "}}]\n      Events:\n        Get: {Type: Api, Properties: {Path: /f" + i +
                       ", Method: get}}\n        Tick: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}\n  T" + i +
                       ": {Type: AWS::Serverless::SimpleTable}\n";
              });
     },
     150},
};

}  // namespace

TEST_CASE("validate: four times the template takes about four times as long", "[proportion]") {
  for (const Shape& shape : kShapes) {
    INFO(shape.name);
    seconds_for(shape.of_size(10));  // what is made only once
    const double small = seconds_for(shape.of_size(shape.small));
    const double large = seconds_for(shape.of_size(4 * shape.small));
    CHECK(large < std::max(10 * small, 0.5));
  }
}

TEST_CASE("validate: a long circle is told in short", "[proportion]") {
  const lint::Report report = validate(kShapes[3].of_size(400));
  const auto found = std::ranges::find(report.diagnostics.items(), "E3004", &Diagnostic::id);
  REQUIRE(found != report.diagnostics.items().end());
  CHECK(found->message ==
        "resources need each other in a circle: `Q0` -> `Q1` -> `Q2` -> `Q3` -> `Q4` -> `Q5` -> 389 others -> `Q395` -> `Q396` "
        "-> "
        "`Q397` -> `Q398` -> `Q399` -> `Q0`");
}

TEST_CASE("dynamic_references: what begins within another one belongs to it", "[proportion]") {
  const auto references = lint::dynamic_references("a{{resolve:ssm:{{resolve:ssm:b}}-{{resolve:ssm:c:1}}{{resolve:");
  REQUIRE(references.size() == 2);
  CHECK(references[0].whole == "resolve:ssm:{{resolve:ssm:b");
  CHECK(references[1].parts == std::vector<std::string_view>{"resolve", "ssm", "c", "1"});
}
