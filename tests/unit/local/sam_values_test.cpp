#include "local/sam_values.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>

using namespace cxsam;

TEST_CASE("as sam: a parameter without a value has its name as one", "[local][sam]") {
  std::string text = R"(Parameters:
  None: {Type: String}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/table}
  Empty: {Type: String, Default: ""}
  Given: {Type: String, Default: given}
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: x}
      Handler: index.handler
      Runtime: python3.13
      Role: arn:aws:iam::123456789012:role/r
      Environment:
        Variables: {A: !Ref None, B: !Sub "${None}-${Given}", C: !Ref Stored, D: !Ref Empty, E: !ImportValue elsewhere, F: 1}
)";
  project::Loaded loaded =
      project::load({.template_path = "template.yaml", .text = std::move(text), .need = project::Need::Running});
  REQUIRE(loaded.readable);
  const auto environment = [&] { return loaded.project.application.functions.front().environment; };
  using Environment = std::map<std::string, std::string>;
  CHECK(environment() == Environment{{"A", ""}, {"B", ""}, {"C", ""}, {"D", ""}, {"E", ""}, {"F", "1"}});
  local::name_unknown_values(loaded.project);
  CHECK(environment() ==
        Environment{{"A", "None"}, {"B", "None-given"}, {"C", "/shop/table"}, {"D", ""}, {"E", ""}, {"F", "1"}});
}
