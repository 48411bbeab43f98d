#include "lint/conditions/solver.h"

#include "../template/template_text.h"

using namespace cxsam;
using lint::ConditionSolver;
using lint::Scenario;

namespace {

struct Conditions {
  tmpl::TemplateText text;
  ConditionSolver solver;

  /// `conditions` are the lines below `Conditions:`.
  explicit Conditions(const std::string& conditions, const std::string& sections = "",
                      const tmpl::ParameterOverrides& given = {})
      : text(sections + "Conditions:\n" + conditions + "Resources: {Topic: {Type: AWS::SNS::Topic}}\n"),
        solver(text.source, given) {}

  /// "A !B" -> the scenario, which must be possible but for its last word.
  [[nodiscard]] std::optional<Scenario> scenario(const std::string& words) const {
    std::optional<Scenario> scenario = Scenario{};
    std::istringstream stream(words);
    for (std::string word; stream >> word;) {
      REQUIRE(scenario);
      const bool truth = !word.starts_with('!');
      scenario = solver.assume(*scenario, truth ? word : word.substr(1), truth);
    }
    return scenario;
  }
  [[nodiscard]] bool possible(const std::string& words) const { return scenario(words).has_value(); }
  [[nodiscard]] std::optional<bool> decide(const std::string& words, std::string_view condition) const {
    return solver.decide(scenario(words).value(), condition);
  }
};

const std::string kStage =
    "Parameters:\n"
    "  Stage: {Type: String, AllowedValues: [dev, test, live]}\n"
    "  Free: {Type: String}\n";

}  // namespace

TEST_CASE("conditions: one parameter has one value") {
  const Conditions c(
      "  Live: !Equals [!Ref Free, live]\n"
      "  Test: !Equals [test, !Ref Free]\n"
      "  AlsoLive: !Equals [{Ref: Free}, live]\n",
      kStage);
  CHECK(c.decide("", "Live") == std::nullopt);
  CHECK(c.decide("Live", "Live") == true);
  CHECK(c.decide("Live", "Test") == false);
  CHECK(c.decide("!Live", "Test") == std::nullopt);
  CHECK(c.decide("Live", "AlsoLive") == true);
  CHECK(c.decide("!Live", "AlsoLive") == false);
  CHECK_FALSE(c.possible("Live Test"));
  CHECK(c.possible("!Live !Test"));
}

TEST_CASE("conditions: AllowedValues say what a parameter can be") {
  const Conditions c(
      "  Dev: !Equals [!Ref Stage, dev]\n"
      "  Test: !Equals [!Ref Stage, test]\n"
      "  Live: !Equals [!Ref Stage, live]\n"
      "  Other: !Equals [!Ref Stage, other]\n",
      kStage);
  CHECK(c.decide("", "Other") == false);
  CHECK(c.decide("!Dev !Test", "Live") == true);
  CHECK_FALSE(c.possible("!Dev !Test !Live"));
  CHECK(c.decide("!Dev", "Live") == std::nullopt);
}

TEST_CASE("conditions: AllowedValues of lists and of Systems Manager's parameters are not what Ref gives") {
  const Conditions c("  A: !Equals [!Ref Name, a]\n  B: !Equals [!Select [0, !Ref Many], b]\n",
                     "Parameters:\n"
                     "  Name: {Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [/x, /y]}\n"
                     "  Many: {Type: CommaDelimitedList, AllowedValues: [c, d]}\n");
  CHECK(c.decide("", "A") == std::nullopt);
  CHECK(c.decide("", "B") == std::nullopt);
}

TEST_CASE("conditions: And, Or, Not and Condition are looked into, however deep") {
  const Conditions c(
      "  Live: !Equals [!Ref Stage, live]\n"
      "  Test: !Equals [!Ref Stage, test]\n"
      "  Big: !Equals [!Ref Free, big]\n"
      "  Served: !Or [!Condition Live, {Condition: Test}]\n"
      "  Nested: !And [!Not [!Condition Served], !Or [!Condition Big, !Not [!Equals [!Ref Stage, dev]]]]\n"
      "  Never: !And [!Condition Live, !Condition Test]\n"
      "  Always: !Not [!Condition Never]\n",
      kStage);
  CHECK(c.decide("Live", "Served") == true);
  CHECK(c.decide("Served !Live", "Test") == true);
  CHECK(c.decide("Nested", "Big") == true);  // neither live nor test is dev
  CHECK(c.decide("Nested", "Served") == false);
  CHECK(c.decide("", "Never") == false);
  CHECK(c.decide("", "Always") == true);
}

TEST_CASE("conditions: constants fold, as texts") {
  const Conditions c(
      "  Yes: !Equals [a, a]\n  No: !Equals [a, b]\n  Flag: !Equals [true, 'true']\n  Same: !Equals [!Ref X, !Ref X]\n");
  CHECK(c.decide("", "Yes") == true);
  CHECK(c.decide("", "No") == false);
  CHECK(c.decide("", "Flag") == true);
  CHECK(c.decide("", "Same") == true);
  CHECK_FALSE(c.possible("No"));
}

TEST_CASE("conditions: what cannot be looked into is true or false, and the same wherever it looks the same") {
  const Conditions c(
      "  A: !Foo [x]\n"
      "  B: {'Fn::Foo': [x]}\n"
      "  C: {'Fn::Foo': [x]}\n"
      "  D: !Equals [!Ref P, !Ref Q]\n"
      "  E: !Not [!Equals [!Ref P, !Ref Q]]\n"
      "  F: !Equals [!FindInMap [M, !Ref P, k], a]\n"
      "  G: !Equals [!FindInMap [M, !Ref P, k], b]\n"
      "  H: text\n"
      "  I: [1, {a: b}]\n"
      "  J: !Not [a, b]\n");
  for (const char* name : {"A", "B", "D", "F", "H", "I", "J"}) CHECK(c.decide("", name) == std::nullopt);
  CHECK(c.decide("B", "C") == true);
  CHECK(c.decide("D", "E") == false);
  CHECK(c.decide("F", "G") == false);
}

TEST_CASE("conditions: circles and names that are not declared are unknown") {
  const Conditions c(
      "  A: !Condition B\n"
      "  B: !Not [!Condition A]\n"
      "  Self: !Not [!Condition Self]\n"
      "  Lost: !Condition Nowhere\n");
  for (const char* name : {"A", "B", "Self", "Lost", "Nowhere"}) CHECK(c.decide("", name) == std::nullopt);
  CHECK(c.scenario("Nowhere") == Scenario{});
}

TEST_CASE("conditions: given values are constants") {
  const Conditions c("  Live: !Equals [!Ref Stage, live]\n", kStage, {{"Stage", "live"}});
  CHECK(c.decide("", "Live") == true);
}

TEST_CASE("conditions: what Rules assert holds") {
  const Conditions c(
      "  Live: !Equals [!Ref Stage, live]\n  Big: !Equals [!Ref Free, big]\n  Small: !Equals [!Ref Free, small]\n",
      kStage +
          "Rules:\n"
          "  LiveIsBig:\n"
          "    RuleCondition: !Equals [!Ref Stage, live]\n"
          "    Assertions: [{Assert: {'Fn::Contains': [[big, bigger], !Ref Free]}}]\n");
  CHECK(c.decide("Live", "Small") == false);
  CHECK(c.decide("Live", "Big") == std::nullopt);
  CHECK(c.decide("Live !Big", "Big") == false);
  CHECK(c.decide("!Live", "Small") == std::nullopt);
}

TEST_CASE("conditions: many of them do not explode") {
  std::string lines;
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    lines += "  P" + n + ": !Equals [!Ref Parameter" + n + ", x]\n";
    // Each asks for the one before twice, and for a pair of unrelated ones.
    if (i > 0)
      lines += "  C" + n + ": !Or [!And [!Condition C" + std::to_string(i - 1) + ", !Condition P" + n +
               "], !And [!Condition C" + std::to_string(i - 1) + ", !Not [!Condition P" + std::to_string(i - 1) + "]]]\n";
  }
  lines += "  C0: !Condition P0\n  All: !And [";
  for (int i = 0; i < 60; ++i) lines += (i > 0 ? ", !Condition P" : "!Condition P") + std::to_string(i);
  const Conditions c(lines + "]\n");

  std::string every;
  for (int i = 0; i < 60; ++i) every += (i % 2 == 0 ? "P" : "!P") + std::to_string(i) + " ";
  CHECK(c.possible(every));
  CHECK(c.decide(every, "All") == false);
  CHECK(c.decide("All", "P17") == true);
  CHECK(c.decide("All", "C59") == true);
  CHECK(c.decide("!P0", "C59") == false);
}

TEST_CASE("conditions: a search that takes too long is unknown") {
  // Eight pigeons in seven holes: impossible, and hard to see.
  std::string lines;
  std::string all;
  for (int pigeon = 0; pigeon < 8; ++pigeon) {
    std::string holes;
    for (int hole = 0; hole < 7; ++hole) {
      const std::string name = "P" + std::to_string(pigeon) + "H" + std::to_string(hole);
      lines += "  " + name + ": !Equals [!Ref " + name + ", x]\n";
      holes += (hole > 0 ? ", !Condition " : "!Condition ") + name;
      for (int other = 0; other < pigeon; ++other)
        all +=
            ", !Not [!And [!Condition " + name + ", !Condition P" + std::to_string(other) + "H" + std::to_string(hole) + "]]";
    }
    lines += "  Pigeon" + std::to_string(pigeon) + ": !Or [" + holes + "]\n";
    all += ", !Condition Pigeon" + std::to_string(pigeon);
  }
  const Conditions c(lines + "  All: !And [" + all.substr(2) + "]\n");
  CHECK(c.decide("", "All") == std::nullopt);
}
