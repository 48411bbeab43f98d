#include "application/log_groups.h"

#include <catch2/catch.hpp>
#include <string>

#include "local/stack_values.h"

using namespace cxsam;

TEST_CASE("log groups: of a function's own, by name or by a resource", "[application]") {
  std::string text = R"(Transform: AWS::Serverless-2016-10-31
Globals: {Function: {InlineCode: x, Handler: index.handler, Runtime: python3.13}}
Resources:
  Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: shop}}
  Named: {Type: AWS::Serverless::Function, Properties: {LoggingConfig: {LogGroup: /mine, LogFormat: JSON}}}
  Referred: {Type: AWS::Serverless::Function, Properties: {LoggingConfig: {LogGroup: !Ref Group}}}
  Usual: {Type: AWS::Serverless::Function, Properties: {FunctionName: usual-one, LoggingConfig: {LogFormat: JSON}}}
)";
  const project::Loaded loaded =
      project::load({.template_path = "template.yaml", .text = std::move(text), .need = project::Need::Running});
  REQUIRE(loaded.readable);
  const application::LogGroups groups = local::read_log_groups(loaded.project);
  CHECK(groups == application::LogGroups{{"Named", "/mine"}, {"Referred", "shop"}});
  const auto group_of = [&](std::string_view id) {
    return application::log_group_of(*loaded.project.application.find_function(id), groups);
  };
  CHECK(group_of("Named") == "/mine");
  CHECK(group_of("Usual") == "/aws/lambda/usual-one");
}
