#include "lint/validate.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

lint::Request request() {
  return {.limits = facts::find_limits("current").value(),
          .profile = "current",
          .today = "2026-11-22",
          .parameters = {},
          .environment = {}};
}

lint::Report validate_text(std::string text, lint::Input::Kind kind) {
  return lint::validate({.path = "file.yaml", .text = std::move(text), .kind = kind}, request());
}

}  // namespace

TEST_CASE("validate: files of other tools are passed over unless they must be templates") {
  for (const char* text : {"services:\n  web: {}\n", "name: {{ .Values.name }}\nResources: [\n", "{\"Resources\": 1}", "[1, 2]",
                           "kind: Deployment\nspec:\n  Resources: {}\n", "", "Transform: upper-case\n"}) {
    INFO(text);
    CHECK(validate_text(text, lint::Input::Kind::Found).passed_over);
    CHECK_FALSE(validate_text(text, lint::Input::Kind::Template).passed_over);
  }
}

TEST_CASE("validate: a template is known by its version, its transform or its resources") {
  for (const char* text :
       {"AWSTemplateFormatVersion: '2010-09-09'\n", "Transform: AWS::Serverless-2016-10-31\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n   x: [\n"}) {
    INFO(text);
    CHECK_FALSE(validate_text(text, lint::Input::Kind::Found).passed_over);
  }
}

TEST_CASE("validate: a named file that was meant as a template is one, whatever is wrong with it") {
  for (const char* text : {"Resources:\n  Topic:\n  Type: AWS::SNS::Topic\n", "resources:\n  Topic: {Type: Custom}\n",
                           "Resorces:\n  Topic: {Properties: {}}\n", "Resources:\n  - Topic\n",
                           "Resources:\n  Topic:\n    Typ: AWS::SNS::Topic\n", "GLOBALS: {}\n", "a: [AWS::SNS::Topic\n"}) {
    INFO(text);
    const lint::Report report = validate_text(text, lint::Input::Kind::Named);
    CHECK_FALSE(report.passed_over);
    CHECK(report.diagnostics.has_errors());
  }
  for (const char* text : {"services:\n  web: {}\n", "name: {{ .Values.name }}\nResources: [\n", "on: push\njobs: {}\n",
                           "[1, 2]", "{\"Resources\": 1}"}) {
    INFO(text);
    CHECK(validate_text(text, lint::Input::Kind::Named).passed_over);
  }
}

TEST_CASE("validate: what cannot be read at all is a failure, not a finding") {
  const lint::Report report =
      lint::validate({.path = "/does/not/exist.yaml", .text = std::nullopt, .kind = lint::Input::Kind::Found}, request());
  REQUIRE(report.failure);
  CHECK(report.diagnostics.items().empty());
}

TEST_CASE("validate: what a rule that is left out speaks for is not told by the schemas instead") {
  const lint::Input input{
      .path = "file.yaml",
      .text =
          "Transform: AWS::Serverless-2016-10-31\nResources:\n  Greet:\n    Type: AWS::Serverless::Function\n"
          "    Properties: {InlineCode: x, Handler: index.handler, Runtime: python3.13, MemorySize: 64}\n",
      .kind = lint::Input::Kind::Template};
  CHECK(lint::validate(input, request()).diagnostics.count(Severity::Error) == 1);
  lint::Request without = request();
  without.settings.ignore_checks = {"CX1001"};
  CHECK(lint::validate(input, without).diagnostics.count(Severity::Error) == 0);
}

TEST_CASE("validate: shapes that are wrong throughout give findings and no crash") {
  for (const char* text : {"Resources: []\n", "Resources:\n  A: 1\n  B: null\n  C: {Type: [x]}\n",
                           "Resources:\n  A: {Type: 1, Properties: x, DependsOn: {}, Metadata: foo}\n",
                           "Parameters:\nResources: {A: {Type: AWS::SNS::Topic}}\nOutputs: {A: 1, B: null, C: []}\n",
                           "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: [], Api: null}\nResources: {F: {Type: "
                           "AWS::Serverless::Function, Properties: {Layers: 1, Environment: [1], "
                           "Runtime: {}, MemorySize: [], Handler: {a: b}, EphemeralStorage: 3, CodeUri: [1]}, IgnoreGlobals: "
                           "{a: b}, Metadata: {BuildMethod: []}}}\n",
                           "Mappings: {M: {a: 1}, N: null}\nConditions: {C: 1, D: !Not x}\nResources: {A: {Type: "
                           "AWS::SNS::Topic, Condition: [], Properties: {X: !FindInMap [M, a, b], Y: "
                           "!FindInMap x, Z: !If [C], W: !Sub [1], V: !GetAtt [], U: {Ref: []}}}}\n"}) {
    INFO(text);
    CHECK(validate_text(text, lint::Input::Kind::Template).diagnostics.has_errors());
  }
}

TEST_CASE("validate: many inputs keep their order") {
  std::vector<lint::Input> inputs;
  for (int i = 0; i < 50; ++i) {
    const std::string name = "Name" + std::to_string(i);
    inputs.push_back({.path = name,
                      .text = "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    DependsOn: " + name + "\n",
                      .kind = lint::Input::Kind::Template});
  }
  const std::vector<lint::Report> reports = lint::validate_all(inputs, request());
  REQUIRE(reports.size() == inputs.size());
  for (std::size_t i = 0; i < reports.size(); ++i) {
    REQUIRE(reports[i].diagnostics.items().size() == 1);
    CHECK(reports[i].path == inputs[i].path);
    CHECK(reports[i].diagnostics.items()[0].message.find("`" + inputs[i].path.string() + "`") != std::string::npos);
  }
}

TEST_CASE("validate: candidates of a folder are YAML and JSON files outside of what tools installed or built") {
  const test::ScratchFolder folder;
  for (const char* name : {"template.yaml", "b/stack.yml", "b/c.json", "d.template", "README.md",
                           ".aws-sam/build/template.yaml", "node_modules/x/template.yaml", ".git/config.yaml"})
    folder.write(name, "a: 1\n");
  const auto in = [&](const char* name) { return folder / name; };
  CHECK(lint::find_candidates(folder.path()) ==
        std::vector<std::filesystem::path>{in("b/c.json"), in("b/stack.yml"), in("d.template"), in("template.yaml")});
}
