#include "template/parameters.h"

#include "template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

struct Values {
  TemplateText text;
  std::map<std::string, Node, std::less<>> values;

  explicit Values(const std::string& parameters, const ParameterOverrides& overrides = {}, const Environment& environment = {})
      : text("Parameters:\n" + parameters + "Resources: {}\n"),
        values(parameter_values(text.source, overrides, environment, text.diagnostics)) {}

  [[nodiscard]] std::string json(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? "none" : write_json(found->second, 0);
  }
  [[nodiscard]] std::string findings() const { return text.findings(); }
};

std::string declared(const std::string& declaration) { return Values("  P: " + declaration + "\n").findings(); }

}  // namespace

TEST_CASE("parameter_values: defaults by type", "[template]") {
  const Values v(R"(
  S: {Type: String, Default: text}
  E: {Type: String, Default: ''}
  N: {Type: Number, Default: 1.50}
  B: {Type: String, Default: true}
  C: {Type: CommaDelimitedList, Default: 'a, b ,,c'}
  L: {Type: List<Number>, Default: '1,2'}
  None: {Type: CommaDelimitedList, Default: ''}
  A: {Type: 'AWS::EC2::VPC::Id', Default: vpc-1}
  Ssm: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /name}
  Open: {Type: String}
)");
  CHECK(v.findings().empty());
  CHECK(v.json("S") == R"("text")");
  CHECK(v.json("E") == R"("")");
  CHECK(v.json("N") == R"("1.50")");
  CHECK(v.json("B") == R"("true")");
  CHECK(v.json("C") == R"(["a","b","","c"])");
  CHECK(v.json("L") == R"(["1","2"])");
  CHECK(v.json("None") == R"([""])");
  CHECK(v.json("A") == R"("vpc-1")");
  CHECK(v.json("Ssm") == "none");
  CHECK(v.json("Open") == "none");
}

TEST_CASE("parameter_values: what is given wins, strangers are left out", "[template]") {
  const Values v(R"(
  S: {Type: String, Default: text}
  L: {Type: CommaDelimitedList}
  Ssm: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /name}
)",
                 {{"S", "given"}, {"L", "x,y"}, {"Ssm", "value"}, {"Stranger", "s"}});
  CHECK(v.findings().empty());
  CHECK(v.json("S") == R"("given")");
  CHECK(v.json("L") == R"(["x","y"])");
  CHECK(v.json("Ssm") == R"("value")");
  CHECK(v.json("Stranger") == "none");
}

TEST_CASE("parameter_values: pseudo parameters follow the environment", "[template]") {
  const Values local("  P: {Type: String}\n");
  CHECK(local.json("AWS::Region") == R"("us-east-1")");
  CHECK(local.json("AWS::AccountId") == R"("123456789012")");
  CHECK(local.json("AWS::StackName") == R"("local")");
  CHECK(local.json("AWS::StackId") ==
        R"("arn:aws:cloudformation:us-east-1:123456789012:stack/local/51af3dc0-da77-11e4-872e-1234567db123")");
  CHECK(local.json("AWS::NoValue") == "none");
  const Values china("  P: {Type: String}\n", {}, {.region = "cn-north-1", .account_id = "1", .stack_name = "s"});
  CHECK(china.json("AWS::Partition") == R"("aws-cn")");
  CHECK(china.json("AWS::URLSuffix") == R"("amazonaws.com.cn")");
  CHECK(Values("  P: {Type: String}\n", {{"AWS::Region", "eu-west-1"}}).json("AWS::Region") == R"("eu-west-1")");
}

TEST_CASE("partition_of: by the prefix of the Region", "[template]") {
  CHECK(partition_of("eu-west-1") == "aws");
  CHECK(partition_of("CN-NORTH-1") == "aws-cn");
  CHECK(partition_of("us-gov-west-1") == "aws-us-gov");
  CHECK(partition_of("us-iso-east-1") == "aws-iso");
  CHECK(partition_of("us-isob-east-1") == "aws-iso-b");
  CHECK(partition_of("eu-isoe-west-1") == "aws-iso-e");
  CHECK(partition_of("us-isof-south-1") == "aws-iso-f");
  CHECK(partition_of("eusc-de-east-1") == "aws-eusc");
  CHECK(partition_of("") == "aws");
  CHECK(url_suffix_of("us-gov-west-1") == "amazonaws.com");
  CHECK(url_suffix_of("eusc-de-east-1") == "amazonaws.eu");
}

TEST_CASE("parameter_values: broken declarations", "[template]") {
  CHECK(declared("text") == "E2001 parameter `P` is a string, not a map\n");
  CHECK(declared("{Default: a}") == "E2001 parameter `P` has no `Type`\n");
  CHECK(declared("{Type: [a]}") == "E2001 `Type` of parameter `P` is a list, not a text\n");
  CHECK(declared("{Type: Strng}") == "E2002 parameter `P` has the unknown type `Strng`\n");
  CHECK(declared("{Type: String, Defalt: a}") == "E2001 parameter `P` has the unknown key `Defalt`\n");
  CHECK(declared("{Type: String, Default: {Ref: a}}") == "E2001 `Default` of parameter `P` is a map, not a text\n");
  CHECK(declared("{Type: String, Default: }") == "E2001 `Default` of parameter `P` is empty, not a text\n");
  CHECK(declared("{Type: String, AllowedValues: a}") == "E2001 `AllowedValues` of parameter `P` is a string, not a list\n");
  CHECK(declared("{Type: String, MinLength: x}") == "E2001 `MinLength` of parameter `P` is a string, not a number\n");
  CHECK(declared("{Type: String, NoEcho: maybe}") == "E2001 `NoEcho` of parameter `P` is a string, not `true` or `false`\n");
  CHECK(declared("{Type: String, MinValue: 1}") == "E2001 parameter `P` has `MinValue`, which is not for its type\n");
  CHECK(declared("{Type: Number, AllowedPattern: a}") ==
        "E2001 parameter `P` has `AllowedPattern`, which is not for its type\n");
  CHECK(Values("  a_b: {Type: String}\n").findings() ==
        "E2001 parameter `a_b` has a name that is not only letters and digits\n");
}

TEST_CASE("parameter_values: unknown types and keys get a suggestion", "[template]") {
  const Values type("  P: {Type: strin}\n");
  CHECK(type.text.diagnostics.items().at(0).hints.at(0) == "did you mean `String`?");
  CHECK(type.text.at(type.text.diagnostics.items()[0].where) == "strin");
  const Values key("  P: {Type: String, Defalt: a}\n");
  CHECK(key.text.diagnostics.items().at(0).hints.at(0) == "did you mean `Default`?");
}

TEST_CASE("parameter_values: constraints of defaults", "[template]") {
  CHECK(declared("{Type: Number, Default: many}") == "E2015 the default of parameter `P` is `many`, which is no number\n");
  CHECK(declared("{Type: List<Number>, Default: '1,x'}") == "E2015 the default of parameter `P` is `x`, which is no number\n");
  CHECK(declared("{Type: String, Default: prd, AllowedValues: [dev, prod]}") ==
        "E2015 the default of parameter `P` is `prd`, which is not one of its `AllowedValues`\n");
  CHECK(declared("{Type: Number, Default: 2, AllowedValues: [1, 2]}").empty());
  CHECK(declared("{Type: String, Default: Abc, AllowedPattern: '[a-z]+'}") ==
        "E2015 the default of parameter `P` is `Abc`, which does not match its `AllowedPattern`\n");
  CHECK(declared("{Type: String, Default: ab, MinLength: 3}") ==
        "E2015 the default of parameter `P` is `ab`, which is shorter than its `MinLength` of 3\n");
  CHECK(declared("{Type: String, Default: abcd, MaxLength: '3'}") ==
        "E2015 the default of parameter `P` is `abcd`, which is longer than its `MaxLength` of 3\n");
  CHECK(declared("{Type: String, Default: \"\\u00e9\\u00e9\", MaxLength: 2}").empty());
  CHECK(declared("{Type: Number, Default: 0.5, MinValue: 1}") ==
        "E2015 the default of parameter `P` is `0.5`, which is below its `MinValue` of 1\n");
  CHECK(declared("{Type: Number, Default: 11, MaxValue: 10}") ==
        "E2015 the default of parameter `P` is `11`, which is above its `MaxValue` of 10\n");
  CHECK(declared("{Type: CommaDelimitedList, Default: 'a,b', AllowedValues: [a, b]}").empty());
}

TEST_CASE("parameter_values: constraints of what is given, at the declaration", "[template]") {
  const Values v("  P:\n    Type: String\n    AllowedValues: [dev, prod]\n    ConstraintDescription: A stage.\n",
                 {{"P", "prd"}});
  CHECK(v.findings() == "E2900 the value given for parameter `P` is `prd`, which is not one of its `AllowedValues`\n");
  const Diagnostic& finding = v.text.diagnostics.items()[0];
  CHECK(v.text.at(finding.where) == "P");
  CHECK(finding.hints == std::vector<std::string>{"did you mean `prod`?"});
  CHECK(finding.notes == std::vector<std::string>{"A stage."});
  CHECK(v.json("P") == R"("prd")");
}

TEST_CASE("parameter_values: secrets are not repeated", "[template]") {
  for (const char* no_echo : {"true", "'true'", "'True'"}) {
    const Values v("  P: {Type: String, NoEcho: " + std::string(no_echo) + ", MinLength: 20, AllowedValues: [swordfisk]}\n",
                   {{"P", "swordfish"}});
    REQUIRE(v.text.diagnostics.items().size() == 1);
    CHECK(v.findings().find("swordfish") == std::string::npos);
    for (const std::string& hint : v.text.diagnostics.items()[0].hints) CHECK(hint.find("swordfis") == std::string::npos);
  }
}

TEST_CASE("parameter_values: a value has at most 4096 bytes", "[template]") {
  const Values v("  P: {Type: String}\n", {{"P", std::string(4097, 'x')}});
  CHECK(v.findings() == "E2900 the value given for parameter `P` is longer than 4096 bytes\n");
  CHECK(v.json("P") == "none");
  CHECK(Values("  P: {Type: String}\n", {{"P", std::string(4096, 'x')}}).findings().empty());
}

TEST_CASE("parameter_values: a pattern that cannot be read is a warning", "[template]") {
  const Values v("  P: {Type: String, Default: a, AllowedPattern: '[a-z'}\n");
  REQUIRE(v.text.diagnostics.items().size() == 1);
  CHECK(v.text.diagnostics.items()[0].severity == Severity::Warning);
  CHECK(v.text.diagnostics.items()[0].id == "CX2001");
}
