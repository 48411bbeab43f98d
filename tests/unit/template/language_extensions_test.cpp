#include "template/language_extensions.h"

#include <catch2/catch.hpp>

#include "document/reader.h"
#include "document/writer.h"

using namespace cxsam;
using tmpl::ExtensionStyle;

namespace {

struct Expanded {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Node> root;

  explicit Expanded(std::string_view yaml, ExtensionStyle style = ExtensionStyle::CloudFormation,
                    tmpl::Undecided undecided = tmpl::Undecided::Refuse) {
    const FileId file = sources.add("template.yaml", "Transform: AWS::LanguageExtensions\n" + std::string(yaml));
    auto document = read_document(sources, file, diagnostics);
    root = tmpl::expand_language_extensions(std::move(document.value()), {{"Given", "x,y"}}, {}, style, undecided, sources,
                                            diagnostics);
  }

  std::string at(std::initializer_list<std::string_view> path) const {
    const Node* node = root ? root->at_path(path) : nullptr;
    return node ? write_json(*node, 0) : "nothing";
  }

  std::string resource(std::string_view property) const { return at({"Resources", "R", "Properties", property}); }
};

constexpr std::string_view kValues = R"(
Parameters:
  Stage: {Type: String, Default: dev}
  Given: {Type: CommaDelimitedList}
Mappings: {Sizes: {dev: {Small: 1, Many: [1, 2]}}}
Resources:
  R:
    Type: A::B::C
    Properties:
      Ref: !Ref Stage
      Length: {Fn::Length: !Ref Given}
      Items: {Fn::Length: [1, !Ref R, !Ref "AWS::Region"]}
      Unsure: {Fn::Length: [1, !If [C, 1, !Ref "AWS::NoValue"]]}
      Mapped: !FindInMap [Sizes, !Ref Stage, Small]
      Default: !FindInMap [Sizes, none, Small, DefaultValue: 7]
      Regional: !FindInMap [Sizes, !Ref "AWS::Region", Small]
      Json: {Fn::ToJsonString: {a: !Ref Stage, b: [1, true]}}
      Parts: {Fn::ToJsonString: {a: !GetAtt R.Arn, b: "${x}"}}
      Named: {Ref: !Sub "${Stage}Table"}
      Attribute: {Fn::GetAtt: [!Sub "${Stage}Table", Arn]}
      Text: !Sub "${Stage}-${AWS::Region}-${!Kept}"
      Index: !Select ["1", !GetAZs ""]
      Joined: !Join ["-", [a, !Ref R]]
)";

}  // namespace

TEST_CASE("language extensions: loops make members in order, also loops in loops") {
  const Expanded made(R"(
Resources:
  Fn::ForEach::Outer:
    - Env
    - [Dev, Prod]
    - Fn::ForEach::Inner:
        - Name
        - !Ref Given
        - "${Env}&{Name}":
            Type: A::B::C
            DependsOn: "${Env}Base"
            Properties:
              Env: !Ref Env
              Name: !Sub "${Name}!"
              Region: !Sub "${Name}-${AWS::Region}"
              Fn::ForEach::Keys: [Key, [1, 2], {"Key${Key}": !Ref Key}]
Parameters: {Given: {Type: CommaDelimitedList}}
Conditions:
  Fn::ForEach::C: [Name, [A], {"Is${Name}": !Equals [!Ref Name, B]}]
Outputs:
  Fn::ForEach::O: [Name, [A], {"Out${Name}": {Value: !GetAtt ["${Name}Table", Arn]}}]
)");
  REQUIRE(made.root);
  std::string ids;
  for (const Member& resource : made.root->find("Resources")->members) ids += resource.key + " ";
  CHECK(ids == "Devx Devy Prodx Prody ");
  CHECK(made.at({"Resources", "Prody"}) == R"({"Type":"A::B::C","DependsOn":"ProdBase","Properties":{"Env":"Prod","Name":"y!",)"
                                           R"("Region":{"Fn::Sub":"y-${AWS::Region}"},"Key1":"1","Key2":"2"}})");
  CHECK(made.at({"Conditions"}) == R"({"IsA":{"Fn::Equals":["A","B"]}})");
  CHECK(made.at({"Outputs"}) == R"({"OutA":{"Value":{"Fn::GetAtt":["ATable","Arn"]}}})");

  const Node& name = *made.root->at_path({"Resources", "Prody", "Properties", "Name"});
  const auto& inner = made.sources.expansion(name.expansion);
  CHECK(inner.why == "Fn::ForEach Name=y");
  CHECK(made.sources.expansion(inner.parent).why == "Fn::ForEach Env=Prod");
  CHECK(made.sources.begin_of(name.span).line == 15);
}

TEST_CASE("language extensions: what they define is replaced, the rest is left to the deployment") {
  const Expanded made(kValues);
  CHECK(made.resource("Ref") == R"({"Ref":"Stage"})");
  CHECK(made.resource("Length") == "2");
  CHECK(made.resource("Items") == "3");
  CHECK(made.resource("Unsure").find("Fn::Length") != std::string::npos);
  CHECK(made.resource("Mapped") == "1");
  CHECK(made.resource("Default") == "7");
  CHECK(made.resource("Regional") == R"({"Fn::FindInMap":["Sizes",{"Ref":"AWS::Region"},"Small"]})");
  CHECK(made.resource("Json") == R"("{\"a\":\"dev\",\"b\":[1,true]}")");
  CHECK(made.resource("Parts") == R"({"Fn::Sub":["{\"a\":\"${JsonPart1}\",\"b\":\"${!x}\"}",)"
                                  R"({"JsonPart1":{"Fn::GetAtt":["R","Arn"]}}]})");
  CHECK(made.resource("Named") == R"({"Ref":"devTable"})");
  CHECK(made.resource("Attribute") == R"({"Fn::GetAtt":["devTable","Arn"]})");
  CHECK(made.resource("Text") == R"({"Fn::Sub":"${Stage}-${AWS::Region}-${!Kept}"})");
  CHECK(made.resource("Index") == R"({"Fn::Select":["1",{"Fn::GetAZs":""}]})");
}

TEST_CASE("language extensions: as SAM CLI expands them, everything known is replaced") {
  const Expanded made(kValues, ExtensionStyle::SamCli);
  CHECK(made.resource("Ref") == R"("dev")");
  CHECK(made.resource("Text") == R"("dev-${AWS::Region}-${Kept}")");
  CHECK(made.resource("Index") == R"({"Fn::Select":[1,{"Fn::GetAZs":""}]})");
  CHECK(made.resource("Joined") == R"({"Fn::Join":["-",["a",{"Ref":"R"}]]})");
  CHECK(made.resource("Parts") == R"("{\"a\":{\"Fn::GetAtt\":[\"R\",\"Arn\"]},\"b\":\"${x}\"}")");
}

TEST_CASE("language extensions: policies must be known") {
  const Expanded known("Parameters: {P: {Type: String, Default: Retain}}\nResources: {R: {Type: T, DeletionPolicy: !Ref P}}");
  CHECK(known.at({"Resources", "R", "DeletionPolicy"}) == R"("Retain")");
  const Expanded unknown("Parameters: {P: {Type: String}}\nResources: {R: {Type: T, DeletionPolicy: !Ref P}}");
  CHECK_FALSE(unknown.root);
  REQUIRE(unknown.diagnostics.items().size() == 1);
  CHECK(unknown.diagnostics.items()[0].message == "resource `R`: `DeletionPolicy` is not known before deployment");
}

TEST_CASE("language extensions: loops that cannot be expanded are errors at their lines") {
  const auto message = [](std::string_view loop) {
    const Expanded made("Resources:\n  Fn::ForEach::L: " + std::string(loop));
    REQUIRE_FALSE(made.root);
    REQUIRE(made.diagnostics.has_errors());
    CHECK(made.sources.begin_of(made.diagnostics.items()[0].where).line == 3);
    return made.diagnostics.items()[0].message;
  };
  CHECK(message("[N, {a: b}]").find("must be a list of a variable's name, a collection and a map") != std::string::npos);
  CHECK(message("[N, !GetAtt X.Y, {\"${N}\": {}}]").find("not known before deployment") != std::string::npos);
  CHECK(message("[N, [a, b], {R: {}}]") == "loop `Fn::ForEach::L`: it makes `R` twice");
  std::string deep = "{\"${N}${N0}${N1}${N2}${N3}${N4}${N5}\": 1}";
  for (const char level : std::string("012345")) {
    deep = std::string("{\"Fn::ForEach::L") + level + "\": [N" + level + ", [a, b, c, d, e, f, g, h, i], " + deep + "]}";
  }
  CHECK(message("[N, [a, b], " + deep + "]").find("more than a template can hold") != std::string::npos);
}

TEST_CASE("language extensions: a loop over what only a deployment knows is refused, or made once") {
  constexpr std::string_view kLoop = R"(
Parameters: {Stage: {Type: String}}
Mappings: {Mails: {dev: {To: [a]}}}
Resources:
  Base: {Type: A::B::C}
  Fn::ForEach::Mails:
    - Mail
    - !FindInMap [Mails, !Ref Stage, To]
    - "To${Mail}":
        Type: A::B::C
        DependsOn: "${Mail}Base"
        Properties:
          To: !Ref Mail
          Name: "mail-${Mail}"
          Text: !Sub "${Mail} of ${Stage} and ${!Mail}"
          Other: !GetAtt "${Mail}Base.Arn"
          Plain: !Sub "${Stage}"
)";
  const Expanded refused(kLoop);
  CHECK_FALSE(refused.root);
  REQUIRE(refused.diagnostics.items().size() == 1);
  CHECK(refused.diagnostics.items()[0].id.empty());
  CHECK(refused.diagnostics.items()[0].hints[0].find("--parameter-overrides Stage=...") != std::string::npos);

  const Expanded made(kLoop, ExtensionStyle::CloudFormation, tmpl::Undecided::MakeUp);
  REQUIRE(made.root);
  const auto at = [&](std::string_view name) { return made.at({"Resources", "ToMail", "Properties", name}); };
  constexpr std::string_view kItem = R"({"Fn::Select":[0,{"Fn::FindInMap":["Mails",{"Ref":"Stage"},"To"]}]})";
  CHECK(at("To") == kItem);
  CHECK(at("Name") == R"({"Fn::Sub":["mail-${Mail}",{"Mail":)" + std::string(kItem) + "}]}");
  CHECK(at("Text") == R"({"Fn::Sub":["${Mail} of ${Stage} and ${!Mail}",{"Mail":)" + std::string(kItem) + "}]}");
  CHECK(at("Other") == R"({"Fn::GetAtt":["MailBase","Arn"]})");
  CHECK(at("Plain") == R"({"Fn::Sub":"${Stage}"})");
  CHECK(made.at({"Resources", "ToMail", "DependsOn"}) == R"("MailBase")");
}

TEST_CASE("language extensions: what resources give decides no loop") {
  const Expanded made("Resources:\n  R: {Type: A::B::C}\n  Fn::ForEach::L: [X, !GetAtt R.All, {\"${X}\": {Type: A::B::C}}]\n",
                      ExtensionStyle::CloudFormation, tmpl::Undecided::MakeUp);
  CHECK_FALSE(made.root);
  CHECK(made.diagnostics.items()[0].id == "E0001");
}

TEST_CASE("language extensions: a policy by a parameter without a value") {
  constexpr std::string_view kPolicy = R"(
Parameters: {Stage: {Type: String}}
Conditions: {Dev: !Equals [!Ref Stage, dev], Here: !Equals [!Ref "AWS::Region", us-east-1]}
Resources:
  R: {Type: A::B::C, DeletionPolicy: !If [Dev, Delete, Retain]}
  Q: {Type: A::B::C, DeletionPolicy: !If [Here, Delete, Retain]}
)";
  const Expanded refused(kPolicy);
  CHECK_FALSE(refused.root);
  REQUIRE(refused.diagnostics.items().size() == 1);
  CHECK(refused.diagnostics.items()[0].hints[0].find("Stage=...") != std::string::npos);
  const Expanded made(kPolicy, ExtensionStyle::CloudFormation, tmpl::Undecided::MakeUp);
  CHECK(made.at({"Resources", "R", "DeletionPolicy"}) == R"({"Fn::If":["Dev","Delete","Retain"]})");
  CHECK(made.at({"Resources", "Q", "DeletionPolicy"}) == R"("Delete")");
}
