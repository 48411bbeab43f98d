#include <catch2/catch.hpp>

#include "project/project.h"

using namespace cxsam;
using project::Need;

namespace {

constexpr std::string_view kSam = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
constexpr std::string_view kGood =
    "  Good: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.12}}\n";

project::Loaded load(const std::string& text, Need need) {
  return project::load({.template_path = "template.yaml", .text = text, .need = need, .nested = false});
}

/// The functions that can be run, in order.
std::string running(const std::string& text) {
  const project::Loaded loaded = load(text, Need::Running);
  if (loaded.failure) return "failed: " + loaded.failure->message;
  std::string names;
  for (const application::Function& function : loaded.project.application.functions) names += function.logical_id + " ";
  return names;
}

}  // namespace

TEST_CASE("need: one fault, the same judgement by every command", "[project]") {
  const std::string text = std::string(kSam) + std::string(kGood) +
                           "  Odd: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handlr: x, "
                           "Handler: app.handler, Runtime: python3.12}}\n";
  for (const Need need : {Need::Code, Need::Running, Need::Deployment}) {
    const project::Loaded loaded = load(text, need);
    REQUIRE(loaded.findings.items().size() == 1);
    CHECK(loaded.findings.items()[0].id == "E0001");
    CHECK((loaded.findings.items()[0].severity == Severity::Error) == (need == Need::Deployment));
    CHECK(loaded.failure.has_value() == (need == Need::Deployment));
  }
}

TEST_CASE("need: a fault takes away only what depends on it", "[project]") {
  const std::string sam(kSam);
  const std::string good(kGood);
  // A property that is not known.
  CHECK(running(sam + good +
                "  Odd: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handlr: x, Handler: "
                "app.handler, Runtime: python3.12}}\n") == "Good Odd ");
  // An event.
  CHECK(running(sam + good +
                "  Odd: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: app.handler, "
                "Runtime: python3.12, Events: {E: {Type: Nope}}}}\n") == "Good Odd ");
  // A resource that lacks what it needs.
  CHECK(running(sam + good + "  Odd: {Type: AWS::Serverless::Application}\n") == "Good ");
  // Globals.
  CHECK(running("Globals: {Function: {Nonsense: 1}}\n" + sam + good) == "Good ");
  // Resources that are misshapen, and values out of range.
  CHECK(running(sam + good + "  Odd: 1\n") == "Good ");
  CHECK(running("Parameters: {P: {Type: String, Default: x, AllowedValues: [y]}}\n" + sam + good) == "Good ");
  // What cannot be read may have said anything.
  CHECK(running(sam + good + "  Odd: [\n").starts_with("failed: "));
}

TEST_CASE("need: what is left out is said in one warning", "[project]") {
  const project::Loaded loaded = load(std::string(kSam) + std::string(kGood) +
                                          "  Odd: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handlr: x, "
                                          "Handler: app.handler, Runtime: python3.12}}\n",
                                      Need::Running);
  REQUIRE(loaded.findings.items().size() == 1);
  CHECK(loaded.findings.items()[0].severity == Severity::Warning);
  CHECK(loaded.findings.items()[0].notes ==
        std::vector<std::string>{"Left out locally: `Handlr` of `Odd`; AWS refuses to deploy it."});
}

TEST_CASE("need: what leaves nothing is an error, and that nothing is left is none", "[project]") {
  const project::Loaded loaded =
      load(std::string(kSam) +
               "  Odd: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: app.handler, "
               "Runtme: python3.12}}\n",
           Need::Running);
  REQUIRE(loaded.findings.items().size() == 1);
  CHECK(loaded.findings.items()[0].severity == Severity::Error);
  CHECK(loaded.findings.items()[0].notes.empty());
  CHECK(loaded.failure);
}

TEST_CASE("need: what goes because of a fault is in its warning", "[project]") {
  const auto told = [](const std::string& resources) {
    const project::Loaded loaded = load(std::string(kSam) + std::string(kGood) + resources, Need::Running);
    CHECK_FALSE(loaded.failure);
    std::string text;
    for (const Diagnostic& finding : loaded.findings.items()) text += finding.message + ": " + finding.notes.back() + "\n";
    return text;
  };
  // The rest of the resource is nothing without the part.
  CHECK(told("  Link: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Nope}, Destination: {Id: Good}, "
             "Permissions: [Read]}}\n") ==
        "resource `Link`: there is no resource `Nope`: Left out locally: `Link`; AWS refuses to deploy it.\n");
  // An event of another resource needs it.
  CHECK(told("  Api: {Type: AWS::Serverless::Api, Properties: {}}\n"
             "  User: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, Handler: app.handler, Runtime: "
             "python3.12, Events: {Get: {Type: Api, Properties: {Path: /x, Method: get, RestApiId: !Ref Api}}}}}\n") ==
        "resource `Api`: required property `StageName` is missing: Left out locally: `Api` and event `Get` of "
        "`User`; AWS refuses to deploy it.\n");
}

TEST_CASE("need: what of Globals is wrong for one resource alone takes that one away", "[project]") {
  const std::string globals = "Globals: {Function: {Runtime: python3.12, Handler: app.handler}}\n" + std::string(kSam);
  const std::string zip = "  Zip: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/}}\n";
  const std::string image = "  Image: {Type: AWS::Serverless::Function, Properties: {PackageType: Image, ImageUri: a/b:c}}\n";
  CHECK(running(globals + zip + image) == "Zip ");
  CHECK(running(globals + image + zip + "  Too: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/}}\n") ==
        "Zip Too ");
  // What is wrong for all is wrong in Globals.
  CHECK(running("Globals: {Function: {Tags: 1}}\n" + std::string(kSam) + std::string(kGood)) == "Good ");
}

TEST_CASE("need: a section that has lost its shape is passed over locally", "[project]") {
  for (const char* section : {"Outputs: [1]\n", "Parameters:\n", "Mappings: 5\n", "Conditions: text\n", "Globals: []\n"}) {
    const std::string text = section + std::string(kSam) + std::string(kGood);
    INFO(section);
    CHECK(running(text) == "Good ");
    CHECK(load(text, Need::Deployment).failure);
  }
}

TEST_CASE("need: a loop's fault is in all that it makes", "[project]") {
  const std::string text = R"(
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  'Fn::ForEach::Functions':
    - Name
    - [A, B]
    - '${Name}Fn':
        Type: AWS::Serverless::Function
        Properties: {CodeUri: src, Handler: app.handler, Runtime: python3.12, Handlr: x}
)";
  CHECK(running(text) == "AFn BFn ");
}

TEST_CASE("need: a key that stands twice counts as AWS reads it", "[project]") {
  const std::string text = std::string(kSam) + std::string(kGood) + std::string(kGood);
  CHECK(running(text) == "Good ");
  CHECK_FALSE(load(text, Need::Code).failure);
}

TEST_CASE("need: every id has a row", "[project]") {
  for (const Need need : {Need::Code, Need::Running, Need::Deployment}) CHECK(is_obstacle("E0000", "", need));
  CHECK_FALSE(project::is_obstacle("", "", Need::Running));
  CHECK_FALSE(project::is_obstacle("E2900", "", Need::Running));
  CHECK_FALSE(project::is_obstacle("E0001", "", Need::Code));
  CHECK(project::is_obstacle("E9999", "", Need::Deployment));
  CHECK(project::is_obstacle("E1001", "section `Resources` is a list, not a map", Need::Code));
  CHECK_FALSE(project::is_obstacle("E1001", "section `Parameters` is empty, not a map", Need::Code));
}
