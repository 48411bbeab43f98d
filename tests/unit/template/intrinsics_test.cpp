#include "template/intrinsics.h"

#include <set>

#include "template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

constexpr const char* kHead = R"(
Parameters:
  Name: {Type: String, Default: orders}
  Empty: {Type: String, Default: ''}
  Size: {Type: Number, Default: 256}
  Ids: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Later: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /later}
  Braces: {Type: String, Default: 'x${y}'}
Mappings:
  Sizes:
    us-east-1: {small: 128, names: [p, q]}
Conditions:
  IsTrue: !Equals [!Ref Name, orders]
  IsFalse: !Equals [!Ref Name, bills]
  IsLater: !Equals [!Ref Later, x]
Resources:
  Table: {Type: 'AWS::DynamoDB::Table'}
  Probe:
    Type: AWS::CloudFormation::WaitConditionHandle
    Properties:
      Value: )";

std::optional<Node> named(const Resource& resource, std::string_view attribute) {
  if (attribute.empty()) return make_string("my-" + std::string(resource.logical_id));
  if (attribute == "Arn") return make_string("arn:" + std::string(resource.logical_id));
  return std::nullopt;
}

/// The value of one expression as JSON; unknown ones behind "? ", AWS::NoValue is "absent".
std::string value_of(const std::string& expression, const PhysicalValue& physical = {}) {
  TemplateText text(kHead + expression + "\n");
  const Node* node = text.resource("Probe").property("Value");
  REQUIRE(node != nullptr);
  const Resolved resolved = text.resolver({}, physical).resolve(*node);
  CHECK(resolved.blockers.empty() == (resolved.known != Known::No));
  if (resolved.known == Known::Absent) return "absent";
  return (resolved.known == Known::No ? "? " : "") + write_json(resolved.value, 0);
}

}  // namespace

TEST_CASE("intrinsics: each name is defined once", "[template]") {
  std::set<std::string_view> names;
  for (const IntrinsicFunction* function : all_intrinsics()) CHECK(names.insert(function->name).second);
  CHECK(names.contains("Fn::GetAZs"));
}

TEST_CASE("Ref: parameters, pseudo parameters, resources", "[template]") {
  CHECK(value_of("!Ref Name") == R"("orders")");
  CHECK(value_of("!Ref Ids") == R"(["a","b","c"])");
  CHECK(value_of("!Ref AWS::Region") == R"("us-east-1")");
  CHECK(value_of("!Ref AWS::NoValue") == "absent");
  CHECK(value_of("!Ref Table") == R"(? {"Ref":"Table"})");
  CHECK(value_of("!Ref Table", named) == R"("my-Table")");
  CHECK(value_of("!Ref Later") == R"(? {"Ref":"Later"})");
  CHECK(value_of("!Ref Nobody") == R"(? {"Ref":"Nobody"})");
  CHECK(value_of("{Ref: [a]}") == R"(? {"Ref":["a"]})");
}

TEST_CASE("Ref: the value stands where the Ref is written", "[template]") {
  TemplateText text(std::string(kHead) + "!Ref Name\n");
  const Node* node = text.resource("Probe").property("Value");
  const Resolved resolved = text.resolver().resolve(*node);
  CHECK(text.at(resolved.value.span) == text.at(node->span));
}

TEST_CASE("Fn::GetAtt: known only with physical values", "[template]") {
  CHECK(value_of("!GetAtt Table.Arn") == R"(? {"Fn::GetAtt":["Table","Arn"]})");
  CHECK(value_of("!GetAtt Table.Arn", named) == R"("arn:Table")");
  CHECK(value_of("{Fn::GetAtt: Table.Arn}", named) == R"("arn:Table")");
  CHECK(value_of("{Fn::GetAtt: [Table, !Ref Name]}", named) == R"(? {"Fn::GetAtt":["Table",{"Ref":"Name"}]})");
  CHECK(value_of("{Fn::GetAtt: [Table, !Sub 'A${Empty}rn']}", named) == R"("arn:Table")");
  CHECK(value_of("{Fn::GetAtt: [Table]}", named) == R"(? {"Fn::GetAtt":["Table"]})");
  CHECK(value_of("{Fn::GetAtt: Table}", named) == R"(? {"Fn::GetAtt":"Table"})");
}

TEST_CASE("Fn::Sub: texts, own variables, literals", "[template]") {
  CHECK(value_of("!Sub '${Name}-${AWS::Region}'") == R"("orders-us-east-1")");
  CHECK(value_of("!Sub '${Size}${Empty}'") == R"("256")");
  CHECK(value_of("!Sub 'no variables'") == R"("no variables")");
  CHECK(value_of("!Sub '${!Name}'") == R"("${Name}")");
  CHECK(value_of("!Sub ['${a}/${Name}', {a: !Ref Size}]") == R"("256/orders")");
  CHECK(value_of("!Sub ['${Name}', {Name: own}]") == R"("own")");
  CHECK(value_of("!Sub '${Table}=${Table.Arn}'", named) == R"("my-Table=arn:Table")");
  CHECK(value_of("!Sub '${Braces}'") == R"("x${y}")");
}

TEST_CASE("Fn::Sub: what is unknown stays, what is known is filled in", "[template]") {
  CHECK(value_of("!Sub '${Name}:${Table.Arn}'") == R"(? {"Fn::Sub":"orders:${Table.Arn}"})");
  CHECK(value_of("!Sub '${!Keep}${Braces}${Table}'") == R"(? {"Fn::Sub":"${!Keep}x${!y}${Table}"})");
  CHECK(value_of("!Sub ['${a}${b}${a}', {a: !Ref Table, b: !Ref Name}]") ==
        R"(? {"Fn::Sub":["${a}orders${a}",{"a":{"Ref":"Table"}}]})");
  CHECK(value_of("!Sub ['${a}${Table}', {a: 1}]") == R"(? {"Fn::Sub":"1${Table}"})");
  CHECK(value_of("!Sub '${Ids}'") == R"(? {"Fn::Sub":"${Ids}"})");
  CHECK(value_of("!Sub '${AWS::NoValue}'") == R"(? {"Fn::Sub":"${AWS::NoValue}"})");
  CHECK(value_of("!Sub ['${a}', {a: !Ref AWS::NoValue}]") == R"(? {"Fn::Sub":["${a}",{"a":{"Ref":"AWS::NoValue"}}]})");
}

TEST_CASE("Fn::Sub: no name arises where known texts meet", "[template]") {
  CHECK(value_of("!Sub '$${Empty}{Name}'") == R"("${Name}")");
  CHECK(value_of("!Sub '$${Empty}{Name}${Table}'") == R"(? {"Fn::Sub":"${!Name}${Table}"})");
  CHECK(value_of("!Sub '${Table}$${Empty}{Name}'") == R"(? {"Fn::Sub":"${Table}${!Name}"})");
  CHECK(value_of("!Sub ['${a}${Table}', {a: '${'}]") == R"(? {"Fn::Sub":["${a}${Table}",{"a":"${"}]})");
  CHECK(value_of("!Sub ['${Table}${a}', {a: '${'}]") == R"(? {"Fn::Sub":"${Table}${"})");
}

TEST_CASE("Fn::Sub: malformed ones stay as they are written", "[template]") {
  CHECK(value_of("{Fn::Sub: [a]}") == R"(? {"Fn::Sub":["a"]})");
  CHECK(value_of("{Fn::Sub: {a: b}}") == R"(? {"Fn::Sub":{"a":"b"}})");
  CHECK(value_of("!Sub '${}${ Name }'") == R"(? {"Fn::Sub":"${}${ Name }"})");
  CHECK(value_of("!Sub '${Name'") == R"("${Name")");
}

TEST_CASE("Fn::Sub: the blocker is the text, once for each unknown name", "[template]") {
  TemplateText text(std::string(kHead) + "!Sub 'a${Table.Arn}${Name}${Table}'\n");
  const Resolved resolved = text.resolver().resolve(*text.resource("Probe").property("Value"));
  REQUIRE(resolved.blockers.size() == 2);
  CHECK(text.at(resolved.blockers[0]) == "'a${Table.Arn}${Name}${Table}'");
}

TEST_CASE("Fn::Join: scalars of a list", "[template]") {
  CHECK(value_of("!Join ['-', [a, !Ref Name, 1, true]]") == R"("a-orders-1-true")");
  CHECK(value_of("!Join ['', !Ref Ids]") == R"("abc")");
  CHECK(value_of("!Join [',', []]") == R"("")");
  CHECK(value_of("!Join [',', [a, !Ref AWS::NoValue, b]]") == R"("a,b")");
  CHECK(value_of("!Join [',', [!Ref Table, !Ref Name]]") == R"(? {"Fn::Join":[",",[{"Ref":"Table"},"orders"]]})");
  CHECK(value_of("!Join [',', [[a]]]") == R"(? {"Fn::Join":[",",[["a"]]]})");
  CHECK(value_of("!Join [',', a]") == R"(? {"Fn::Join":[",","a"]})");
  CHECK(value_of("{Fn::Join: [',']}") == R"(? {"Fn::Join":[","]})");
  CHECK(value_of("{Fn::Join: {a: b}}") == R"(? {"Fn::Join":{"a":"b"}})");
}

TEST_CASE("Fn::Split: at every delimiter", "[template]") {
  CHECK(value_of("!Split [',', 'a,,b']") == R"(["a","","b"])");
  CHECK(value_of("!Split ['--', 'a-b--c']") == R"(["a-b","c"])");
  CHECK(value_of("!Split [',', '']") == R"([""])");
  CHECK(value_of("!Split ['', 'ab']") == R"(? {"Fn::Split":["","ab"]})");
  CHECK(value_of("!Split ['/', !GetAtt Table.Arn]") == R"(? {"Fn::Split":["/",{"Fn::GetAtt":["Table","Arn"]}]})");
}

TEST_CASE("Fn::Select: by index", "[template]") {
  CHECK(value_of("!Select [0, [a, b]]") == R"("a")");
  CHECK(value_of("!Select ['1', !Split [',', 'a,b']]") == R"("b")");
  CHECK(value_of("!Select [2, !Ref Ids]") == R"("c")");
  CHECK(value_of("!Select [1, [!Ref Table, known]]") == R"("known")");
  CHECK(value_of("!Select [0, [!Ref AWS::NoValue, b]]") == R"("b")");
  CHECK(value_of("!Select [0, [!Ref Table, b]]") == R"(? {"Ref":"Table"})");
  CHECK(value_of("!Select [3, !Ref Ids]") == R"(? {"Fn::Select":[3,["a","b","c"]]})");
  CHECK(value_of("!Select [-1, [a]]") == R"(? {"Fn::Select":[-1,["a"]]})");
  CHECK(value_of("!Select [x, [a]]") == R"(? {"Fn::Select":["x",["a"]]})");
  CHECK(value_of("!Select [!Ref Later, [a, !Ref Name]]") == R"(? {"Fn::Select":[{"Ref":"Later"},["a","orders"]]})");
  CHECK(value_of("!Select [0, !Split ['/', !Ref Table]]") == R"(? {"Fn::Select":[0,{"Fn::Split":["/",{"Ref":"Table"}]}]})");
  CHECK(value_of("{Fn::Select: [0]}") == R"(? {"Fn::Select":[0]})");
}

TEST_CASE("Fn::Select: an item that may vanish moves the others", "[template]") {
  CHECK(value_of("!Select [1, [!If [IsLater, a, !Ref AWS::NoValue], b]]").starts_with("? "));
  CHECK(value_of("!Select [0, [a, !If [IsLater, b, !Ref AWS::NoValue]]]") == R"("a")");
}

TEST_CASE("Fn::FindInMap: two keys", "[template]") {
  CHECK(value_of("!FindInMap [Sizes, !Ref AWS::Region, small]") == "128");
  CHECK(value_of("!FindInMap [Sizes, us-east-1, names]") == R"(["p","q"])");
  CHECK(value_of("!FindInMap [Sizes, us-east-1, large]") == R"(? {"Fn::FindInMap":["Sizes","us-east-1","large"]})");
  CHECK(value_of("!FindInMap [Sizes, us-east-1, large, {DefaultValue: !Ref Name}]") == R"("orders")");
  CHECK(value_of("!FindInMap [Sizes, us-east-1, small, {DefaultValue: 1}]") == "128");
  CHECK(value_of("!FindInMap [Sizes, us-east-1, small, {DefaultValue: !Ref AWS::NoValue}]") == "128");
  CHECK(value_of("!FindInMap [Sizes, us-east-1, large, {DefaultValue: !Ref AWS::NoValue}]") == "absent");
  CHECK(value_of("!FindInMap [Sizes, us-east-1, large, {DefaultValue: !If [IsTrue, !Ref AWS::NoValue, b]}]") == "absent");
  CHECK(value_of("!FindInMap [Sizes, !Ref Table, small]") == R"(? {"Fn::FindInMap":["Sizes",{"Ref":"Table"},"small"]})");
  CHECK(value_of("!FindInMap [Sizes, us-east-1]") == R"(? {"Fn::FindInMap":["Sizes","us-east-1"]})");
  CHECK(value_of("!FindInMap [Nope, a, b]").starts_with("? "));
}

TEST_CASE("Fn::If: takes a branch, or keeps both", "[template]") {
  CHECK(value_of("!If [IsTrue, !Ref Name, b]") == R"("orders")");
  CHECK(value_of("!If [IsFalse, a, !Ref Table]") == R"(? {"Ref":"Table"})");
  CHECK(value_of("!If [IsTrue, !Ref AWS::NoValue, b]") == "absent");
  CHECK(value_of("!If [IsLater, !Ref Name, !Ref AWS::NoValue]") ==
        R"(? {"Fn::If":["IsLater","orders",{"Ref":"AWS::NoValue"}]})");
  CHECK(value_of("!If [Nobody, a, b]") == R"(? {"Fn::If":["Nobody","a","b"]})");
  CHECK(value_of("!If [IsTrue, a]") == R"(? {"Fn::If":["IsTrue","a"]})");
  CHECK(value_of("!If [!Equals [a, a], b, c]").starts_with("? "));
}

TEST_CASE("Fn::Equals: same text, or the same expression", "[template]") {
  CHECK(value_of("!Equals [!Ref Size, '256']") == "true");
  CHECK(value_of("!Equals [true, 'true']") == "true");
  CHECK(value_of("!Equals [A, a]") == "false");
  CHECK(value_of("!Equals [!Ref Ids, [a, b, c]]") == "true");
  CHECK(value_of("!Equals [!Ref Later, !Ref Later]") == "true");
  CHECK(value_of("!Equals [!Ref Later, !Ref Name]") == R"(? {"Fn::Equals":[{"Ref":"Later"},"orders"]})");
  CHECK(value_of("!Equals [a]") == R"(? {"Fn::Equals":["a"]})");
}

TEST_CASE("Fn::And, Fn::Or, Fn::Not: three values", "[template]") {
  CHECK(value_of("!And [{Condition: IsTrue}, {Condition: IsFalse}]") == "false");
  CHECK(value_of("!And [{Condition: IsTrue}, {Condition: IsTrue}]") == "true");
  CHECK(value_of("!And [{Condition: IsLater}, {Condition: IsFalse}]") == "false");
  CHECK(value_of("!And [{Condition: IsTrue}, {Condition: IsLater}]").starts_with("? "));
  CHECK(value_of("!Or [{Condition: IsLater}, {Condition: IsTrue}]") == "true");
  CHECK(value_of("!Or [{Condition: IsFalse}, {Condition: IsFalse}]") == "false");
  CHECK(value_of("!Or [{Condition: IsFalse}, {Condition: IsLater}]").starts_with("? "));
  CHECK(value_of("!Not [{Condition: IsFalse}]") == "true");
  CHECK(value_of("!Not [!Equals [a, a]]") == "false");
  CHECK(value_of("!Not [{Condition: IsLater}]") == R"(? {"Fn::Not":[{"Condition":"IsLater"}]})");
  CHECK(value_of("!Not [a]") == R"(? {"Fn::Not":["a"]})");
  CHECK(value_of("!Not []") == R"(? {"Fn::Not":[]})");
  CHECK(value_of("!And []") == R"(? {"Fn::And":[]})");
  CHECK(value_of("{Fn::Or: a}") == R"(? {"Fn::Or":"a"})");
}

TEST_CASE("Condition: a name is a function, a map is a policy's", "[template]") {
  CHECK(value_of("{Condition: IsTrue}") == "true");
  CHECK(value_of("{Condition: Nobody}") == R"(? {"Condition":"Nobody"})");
  CHECK(value_of("{Condition: {StringEquals: {k: !Ref Name}}}") == R"({"Condition":{"StringEquals":{"k":"orders"}}})");
}

TEST_CASE("Fn::Base64: known texts", "[template]") {
  CHECK(value_of("!Base64 hello") == R"("aGVsbG8=")");
  CHECK(value_of("{Fn::Base64: !Sub '${Name}'}") == R"("b3JkZXJz")");
  CHECK(value_of("{Fn::Base64: !Ref Table}") == R"(? {"Fn::Base64":{"Ref":"Table"}})");
  CHECK(value_of("{Fn::Base64: [a]}") == R"(? {"Fn::Base64":["a"]})");
}

TEST_CASE("Fn::Cidr: IPv4", "[template]") {
  CHECK(value_of("!Cidr [192.168.0.0/24, 6, 5]") ==
        R"(["192.168.0.0/27","192.168.0.32/27","192.168.0.64/27","192.168.0.96/27","192.168.0.128/27","192.168.0.160/27"])");
  CHECK(value_of("!Cidr [10.0.0.7/16, '2', '8']") == R"(["10.0.0.0/24","10.0.1.0/24"])");
  CHECK(value_of("!Cidr [10.255.255.0/24, 1, 8]") == R"(["10.255.255.0/24"])");
  CHECK(value_of("!Select [255, !Cidr [10.0.0.0/16, 256, 8]]") == R"("10.0.255.0/24")");
  CHECK(value_of("!Cidr [0.0.0.0/0, 2, 31]") == R"(["0.0.0.0/1","128.0.0.0/1"])");
}

TEST_CASE("Fn::Cidr: IPv6", "[template]") {
  CHECK(value_of("!Cidr ['2001:db8:1234:1a00::/56', 3, 64]") ==
        R"(["2001:db8:1234:1a00::/64","2001:db8:1234:1a01::/64","2001:db8:1234:1a02::/64"])");
  CHECK(value_of("!Cidr ['2001:db8:ff::/40', 2, 80]") == R"(["2001:db8::/48","2001:db8:1::/48"])");
}

TEST_CASE("Fn::Cidr: what does not fit stays", "[template]") {
  for (const char* argument : {"[10.0.0.0/24, 3, 7]", "[10.0.0.0/24, 1, 9]", "[10.0.0.0/24, 0, 4]", "[10.0.0.0/8, 257, 8]",
                               "[10.0.0.0, 1, 8]", "[10.0.0/8, 1, 8]", "[10.0.0.0/33, 1, 8]", "['::/129', 1, 8]",
                               "[10.0.0.0/24, 1]", "[10.0.0.0/24, 1, -1]", "[10.0.0.0/24, x, 1]", "['x:/8', 1, 1]"})
    CHECK(value_of("!Cidr " + std::string(argument)).starts_with("? "));
}

TEST_CASE("Fn::GetAZs: stand-ins of known Regions", "[template]") {
  CHECK(value_of("!GetAZs eu-west-1") == R"(["eu-west-1a","eu-west-1b","eu-west-1c"])");
  CHECK(value_of("!Select [0, !GetAZs '']") == R"("us-east-1a")");
  CHECK(value_of("{Fn::GetAZs: !Ref AWS::Region}").starts_with(R"(["us-east-1a")"));
  CHECK(value_of("!GetAZs mars-north-1") == R"(? {"Fn::GetAZs":"mars-north-1"})");
  CHECK(value_of("{Fn::GetAZs: !Ref Later}") == R"(? {"Fn::GetAZs":{"Ref":"Later"}})");
}

TEST_CASE("Fn::ImportValue, Fn::Transform and strangers are never known", "[template]") {
  CHECK(value_of("{Fn::ImportValue: !Sub '${Name}-vpc'}") == R"(? {"Fn::ImportValue":"orders-vpc"})");
  CHECK(value_of("!Transform {Name: AWS::Include, Parameters: {Location: !Ref Name}}") ==
        R"(? {"Fn::Transform":{"Name":"AWS::Include","Parameters":{"Location":"orders"}}})");
  CHECK(value_of("{Fn::Unheard: !Ref Name}") == R"(? {"Fn::Unheard":{"Ref":"Name"}})");
  CHECK(value_of("{a: !Ref Name, Fn::Transform: {Name: !Ref Name}}") ==
        R"(? {"a":"orders","Fn::Transform":{"Name":{"Ref":"Name"}}})");
}
