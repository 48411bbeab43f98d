// What is said of a value that has several forms and is in none of them: the words of the form that was meant.
#include <catch2/catch.hpp>

#include "base/text.h"
#include "lint/validate.h"

using namespace cxsam;

namespace {

/// The messages and hints of E3017 for one event. The event beside it is wrong, so that the transform ends before this one.
std::string told_of(const std::string& event) {
  const std::string text =
      "Transform: AWS::Serverless-2016-10-31\n"
      "Resources:\n"
      "  Hello:\n"
      "    Type: AWS::Serverless::Function\n"
      "    Properties:\n"
      "      InlineCode: x\n"
      "      Handler: index.handler\n"
      "      Runtime: python3.13\n"
      "      Events:\n"
      "        Beside: {Type: Nothing}\n"
      "        Meant: " +
      event + "\n";
  const lint::Report report = lint::validate({.path = "template.yaml", .text = text, .kind = lint::Input::Kind::Template},
                                             {.limits = facts::find_limits("current").value(),
                                              .profile = "current",
                                              .today = "2026-11-22",
                                              .parameters = {},
                                              .environment = {}});
  std::string told;
  for (const Diagnostic& finding : report.diagnostics.items())
    if (finding.id == "E3017" && report.sources.begin_of(finding.where).line == 11)
      told += finding.message + (finding.hints.empty() ? "" : ": " + join(finding.hints, "; ")) + "\n";
  return told;
}

}  // namespace

TEST_CASE("forms: the form whose word is taken is the one that was meant", "[lint]") {
  CHECK(told_of("{Type: S3}") == "required property `Properties` is missing\n");
  CHECK(told_of("{Type: AlexaSkill, Properties: {SkillIdd: x}}") ==
        "`SkillIdd` is no property that may stand here: did you mean `SkillId`?\n");
}

TEST_CASE("forms: a word that no form takes is told with the nearest one", "[lint]") {
  CHECK(told_of("{Type: HtpApi, Properties: {Path: /x, Method: get}}") ==
        "`HtpApi` is not `HttpApi`: did you mean `HttpApi`?\n");
}

TEST_CASE("forms: else the one that was followed deepest", "[lint]") {
  CHECK(told_of("{Type: SQS, Properties: {Queu: x}}") == "`Queu` is no property that may stand here: did you mean `Queue`?\n");
}
