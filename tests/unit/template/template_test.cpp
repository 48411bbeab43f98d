#include "template/template.h"

#include "template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

TEST_CASE("Template: resources in order, with their attributes", "[template]") {
  TemplateText text(R"(
Transform: [Other, 'AWS::Serverless-2016-10-31']
Resources:
  Zebra:
    Type: AWS::S3::Bucket
    DependsOn: Ant
    Condition: Wanted
  Ant:
    Type: AWS::SQS::Queue
    DependsOn: [Bee, Cat]
    Properties: {QueueName: q}
)");
  CHECK(text.findings().empty());
  CHECK(text.source.is_serverless());
  REQUIRE(text.source.resources().size() == 2);
  const Resource& zebra = text.source.resources()[0];
  CHECK(zebra.logical_id == "Zebra");
  CHECK(text.at(zebra.id_span) == "Zebra");
  CHECK(zebra.condition == "Wanted");
  CHECK(zebra.depends_on == std::vector<std::string_view>{"Ant"});
  CHECK(zebra.properties == nullptr);
  CHECK(zebra.property("QueueName") == nullptr);
  const Resource& ant = text.resource("Ant");
  CHECK(ant.type == "AWS::SQS::Queue");
  CHECK(ant.depends_on.size() == 2);
  CHECK(ant.property("QueueName")->text == "q");
  CHECK(text.source.find_resource("Nobody") == nullptr);
}

TEST_CASE("Template: Transform names SAM alone, in a list, or not", "[template]") {
  CHECK(TemplateText("Transform: AWS::Serverless-2016-10-31\nResources: {}\n").source.is_serverless());
  CHECK_FALSE(TemplateText("Transform: AWS::LanguageExtensions\nResources: {}\n").source.is_serverless());
  CHECK_FALSE(TemplateText("Transform: [{Name: AWS::Include}]\nResources: {}\n").source.is_serverless());
  CHECK_FALSE(TemplateText("Resources: {}\n").source.is_serverless());
}

TEST_CASE("Template: sections that are no maps", "[template]") {
  CHECK(TemplateText("- a\n").findings() == "E0000 the template is a list, not a map of sections\n");
  const TemplateText none("# comment\nOutputs: {}\n");
  CHECK(none.findings() == "E1001 the template has no section `Resources`\n");
  CHECK(none.at(none.diagnostics.items()[0].where) == "Outputs");
  TemplateText text("Parameters: [a]\nConditions:\nResources: 3\nOutputs: text\nDescription: fine\n");
  CHECK(text.findings() ==
        "E1001 section `Parameters` is a list, not a map\n"
        "E1001 section `Conditions` is empty, not a map\n"
        "E1001 section `Resources` is a number, not a map\n"
        "E1001 section `Outputs` is a string, not a map\n");
  CHECK(text.at(text.diagnostics.items()[1].where) == "Conditions");
  CHECK(text.source.section("Parameters") == nullptr);
  CHECK(text.source.resources().empty());
}

TEST_CASE("Template: misshapen resources are reported and passed over", "[template]") {
  TemplateText text(R"(
Resources:
  Text: text
  Fn::ForEach::Many: [a, [b], {}]
  Fn::Transform: {Name: AWS::Include}
  NoType: {Properties: {}}
  OddType: {Type: [a], Properties: [b]}
  Odd: {Type: 'A::B::C', Condition: [x], Properties: null, DependsOn: {a: b}}
  a_b: {Type: 'A::B::C'}
)");
  CHECK(text.findings() ==
        "E3001 resource `Text` is a string, not a map\n"
        "E3001 resource `NoType` has no `Type`\n"
        "E3001 resource `OddType` has a `Type` that is no string\n"
        "E3012 resource `Odd` has `Properties` that are empty, not a map\n"
        "E3001 resource `Odd` has a `Condition` that is not the name of a condition\n"
        "E3001 resource `a_b` has a logical id that is not only letters and digits\n");
  CHECK(text.source.resources().size() == 4);
  CHECK(text.resource("OddType").type.empty());
  CHECK(text.resource("OddType").properties == nullptr);
  CHECK(text.resource("Odd").depends_on.empty());
}

TEST_CASE("Template: stays whole when it is moved", "[template]") {
  TemplateText text("Resources:\n  A: {Type: 'A::B::C', Properties: {x: 1}}\n");
  const Template moved = std::move(text.source);
  CHECK(moved.find_resource("A")->property("x")->text == "1");
  CHECK(moved.find_resource("A")->type == "A::B::C");
}
