#include "lint/settings/custom_rules.h"

#include <catch2/catch.hpp>

#include "document/reader.h"

using namespace cxsam;

namespace {

constexpr std::string_view kTemplate = R"(Parameters:
  Size: {Type: String}
Resources:
  Fast:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: c5.large
      Monitoring: true
      BlockDeviceMappings:
        - DeviceName: a
          Ebs: {VolumeSize: 20}
        - DeviceName: b
          Ebs: {VolumeSize: "30"}
  Open:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: !Ref Size
      KeyName: !If [Big, one, two]
  Bare:
    Type: AWS::EC2::Instance
)";

/// "E9001:7 " for each finding of the rule.
std::string findings_of(const std::string& rules) {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Node> root = read_document(sources, sources.add("t.yaml", std::string(kTemplate)), diagnostics);
  const tmpl::Template source = tmpl::Template::from(std::move(*root), diagnostics);
  const auto parsed = lint::parse_custom_rules("rules", rules);
  REQUIRE(parsed);
  lint::check_custom_rules(*parsed, source, diagnostics);
  std::string all;
  for (const Diagnostic& finding : diagnostics.items())
    all += finding.id + ":" + std::to_string(sources.begin_of(finding.where).line) + " ";
  return all;
}

std::string on_instances(const std::string& rest) { return findings_of("AWS::EC2::Instance " + rest); }

}  // namespace

TEST_CASE("custom rules: values are compared, the unknown is passed over") {
  CHECK(on_instances("InstanceType EQUALS c5.large").empty());
  CHECK(on_instances("InstanceType == t3.micro") == "E9001:7 ");
  CHECK(on_instances("InstanceType != \"c5.large\"") == "E9001:7 ");
  CHECK(on_instances("InstanceType IN [t3.micro, c5.large]").empty());
  CHECK(on_instances("InstanceType NOT_IN [t3.micro,c5.large]") == "E9001:7 ");
  CHECK(on_instances("InstanceType REGEX_MATCH c5").empty());
  CHECK(on_instances("InstanceType REGEX_MATCH large") == "E9001:7 ");
  CHECK(on_instances("Monitoring EQUALS True").empty());
  CHECK(on_instances("KeyName EQUALS one") == "E9001:18 ");
}

TEST_CASE("custom rules: lists on the way are gone through, numbers compared as such") {
  CHECK(on_instances("BlockDeviceMappings.Ebs.VolumeSize <= 25") == "E9001:13 ");
  CHECK(on_instances("BlockDeviceMappings[*].Ebs.VolumeSize < 20") == "E9001:11 E9001:13 ");
  CHECK(on_instances("BlockDeviceMappings.Ebs.VolumeSize > 20") == "E9001:11 ");
  CHECK(on_instances("BlockDeviceMappings.Ebs.VolumeSize >= 20").empty());
}

TEST_CASE("custom rules: what is there or not") {
  CHECK(on_instances("KeyName IS DEFINED") == "E9001:6 ");
  CHECK(on_instances("Monitoring IS NOT_DEFINED") == "E9001:8 ");
}

TEST_CASE("custom rules: the id has the number of the line, the level its letter") {
  CHECK(findings_of("# note\n\nAWS::EC2::Instance Monitoring EQUALS false WARN \"too dear\"\n") == "W9003:8 ");
  const auto rules = lint::parse_custom_rules("rules", "AWS::EC2::Instance Monitoring EQUALS false WARN \"too dear\"");
  REQUIRE(rules);
  CHECK(rules->front().message == "too dear");
}

TEST_CASE("custom rules: a line that is none is an error") {
  for (const char* line :
       {"AWS::EC2::Instance", "AWS::EC2::Instance X", "AWS::EC2::Instance X LIKE y", "AWS::EC2::Instance X EQUALS",
        "AWS::EC2::Instance X IS GONE", "AWS::EC2::Instance X REGEX_MATCH (["})
    CHECK_FALSE(lint::parse_custom_rules("rules", line));
}
