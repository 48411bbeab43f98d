#include "lint/schema/evaluator.h"

#include <algorithm>
#include <array>

#include "document/holds_function.h"
#include "json/json.h"
#include "lint/places/choice.h"
#include "lint/schema/embedded_json.h"
#include "lint/schema/functions.h"
#include "lint/schema/intrinsic.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/keywords/rules.h"
#include "lint/schema/resource_facts.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

constexpr std::uint32_t kMaxDepth = 200;   // of schemas that refer to themselves
constexpr std::size_t kMaxScenarios = 64;  // of one value

// Of a list or map as a whole it is said what it has and lacks, not of a branch of Fn::If.
bool is_about_whole(Keyword keyword) {
  using enum Keyword;
  static constexpr std::array kOfWholes{MinItems, MaxItems, UniqueItems, Required, RequiredXor, RequiredOr, DependentRequired};
  return std::ranges::find(kOfWholes, keyword) != kOfWholes.end();
}

Choices decided_below(Choices choices) { return choices == Choices::DecidedForMembers ? Choices::Decided : Choices::Open; }

// Whether a schema asks for a map or a list, and not for what is in it.
bool is_only_there(Value schema, const Node& node) {
  return !node.is_scalar() && schema.find(Keyword::Type) && !schema.find(Keyword::Properties) && !schema.find(Keyword::Items);
}

// A dynamic reference, or a placeholder that is filled in.
bool is_known_at_deployment(const Node& node, const Node* placeholders) {
  if (!node.is_string()) return false;
  const std::string_view text = node.text;
  if (text.find("{{resolve:") != std::string_view::npos) return true;
  return placeholders && text.starts_with("${") && text.ends_with('}') && placeholders->find(text.substr(2, text.size() - 3));
}

// The conditions under which something is missing or too much; of a value in a branch the branch tells it.
std::string depends_on_what(Keyword keyword, const Scenario& scenario, const ConditionSolver& solver) {
  using enum Keyword;
  static constexpr std::array kAboutPresence{Required,          RequiredXor,       RequiredOr,
                                             DependentRequired, DependentExcluded, Properties};
  if (std::ranges::find(kAboutPresence, keyword) == kAboutPresence.end()) return {};
  std::string when;
  for (const Assumption& assumption : scenario.assumptions()) {
    when += when.empty() ? "" : " and ";
    when += "`" + std::string(solver.name(assumption.condition)) + "` is " + (assumption.holds ? "true" : "false");
  }
  return when;
}

}  // namespace

Fault& Check::fault(Keyword keyword, std::string message) const { return fault(keyword, frame, std::move(message)); }

Fault& Check::fault(Keyword keyword, const Frame& where, std::string message) const {
  outcome.faults.push_back(outcome.testing ? Fault{} : make_fault(keyword, where, std::move(message)));
  return outcome.faults.back();
}

Fault Check::make_fault(Keyword keyword, const Frame& where, std::string message) const {
  const std::string_view rule = where.rule.empty() ? rule_of(keyword) : rule_within(where.rule, keyword, where.depth);
  const Place& place = is_about_whole(keyword) ? where.whole() : where.place;
  Fault made{rule, keyword, place, std::move(message), where.depth};
  if (const std::string when = depends_on_what(keyword, where.scenario, evaluator.solver()); !when.empty())
    made.notes.push_back("This is so when " + when + ".");
  return made;
}

bool Check::rejects_without_words() const {
  outcome.rejected = outcome.testing;
  return outcome.testing;
}

void Check::in_scenarios(const Evaluator::Body& body) const {
  if (!outcome.testing) return evaluator.for_each_scenario(frame, body);
  const std::optional<std::string_view> undecided = body(frame);
  if (!undecided) return;
  outcome.open = true;
  outcome.undecided = undecided;
}

Frame Evaluator::below(const Frame& frame, const Place& place) {
  Frame inner = frame;
  inner.choice.reset();
  inner.json_text = false;
  inner.place = place;
  ++inner.depth;
  return inner;
}

Frame Evaluator::below(const Frame& frame, const Member& member) const {
  Frame inner = below(frame, place_of(member, frame.place, context_.sources));
  inner.choices = decided_below(frame.choices);
  return inner;
}

Frame Evaluator::below(const Frame& frame, const Node& list, const Node& item) const {
  return below(frame, frame.pin ? *frame.pin : place_of_item(list, item, frame.place, context_.sources));
}

void Evaluator::check(Value schema, const Node& node, const Frame& frame, Outcome& outcome) const {
  if (schema.kind() == Value::Kind::Bool) {
    if (schema.boolean()) return;
    Check{*this, schema, schema, node, frame, outcome}.fault(Keyword::Properties,
                                                             "there is no place for a value here: remove it");
    return;
  }
  if (schema.kind() != Value::Kind::Map || frame.depth > kMaxDepth) return;
  // It says itself what counts as a function.
  if (schema.size() == 1 && schema.keyword(0) == Keyword::CfnContext) return check_keywords(schema, node, frame, outcome);
  const bool nulls_count = frame.data || frame.nulls_count || (frame.functions.empty() && !frame.in_arguments);
  if (node.is_null() && !nulls_count) {  // as if it were not written, but it is none of some values
    if (!outcome.testing) check_null(schema, node, frame, outcome);
    return;
  }
  if (is_known_at_deployment(node, frame.placeholders)) {
    outcome.open = true;
    return;
  }
  if (frame.json_text) {
    Frame inner = frame;
    inner.json_text = false;
    if (const std::optional<Node> embedded = read_embedded_json(node)) return check(schema, *embedded, inner, outcome);
    if (node.is_string() && !parse_json(node.text)) return;  // a fault of the text, which the property's schema knows
  }
  const std::optional<Intrinsic> intrinsic = as_intrinsic(node);
  const Function* function = intrinsic ? find_function(intrinsic->name) : nullptr;
  if (!function || !frame.functions.has(*function)) {
    if (frame.decides && is_only_there(schema, node) && holds_function(node)) outcome.open = true;
    return check_keywords(schema, node, frame, outcome);
  }
  if (outcome.reached) outcome.reached->insert(&node);
  if (is_no_value(node)) return;
  if (function->name == "Fn::If") return check_choice(schema, node, frame, outcome);
  check_intrinsic(*this, schema, node, *function, frame, outcome);
}

void Evaluator::check_null(Value schema, const Node& node, const Frame& frame, Outcome& outcome) const {
  // cfn-lint leaves them out where this transform is asked for.
  if (!context_.options.dialect->reads_transformed && has_transform(context_.source.root(), "AWS::LanguageExtensions")) return;
  const Value wanted = frame.rule.empty() ? schema : follow(frame.document, schema);
  for (const Keyword keyword : {Keyword::Enum, Keyword::EnumCaseInsensitive})
    if (const Value values = wanted.find(keyword)) check_of(keyword)({*this, values, wanted, node, frame, outcome});
}

bool Evaluator::breaks_form(const Frame& frame) const {
  return frame.is_form && frame.rule.empty() && !context_.options.dialect->forgives_broken_calls;
}

Outcome Evaluator::test(Value schema, const Node& node, const Frame& frame) const {
  Outcome outcome(true);
  check(schema, node, frame, outcome);
  return outcome;
}

void Evaluator::check_choice(Value schema, const Node& node, const Frame& frame, Outcome& outcome) const {
  const std::optional<Choice> choice = as_choice(node);
  // A condition that is not there decides nothing; that is a finding of its own.
  if (!choice || !solver_.find(choice->condition)) {
    outcome.open = !breaks_form(frame);
    if (!outcome.open) outcome.faults.push_back({"E1028", std::nullopt, frame.place, "`Fn::If` decides nothing"});
    return;
  }
  if (outcome.testing && !solver_.decide(frame.scenario, choice->condition)) {
    outcome.open = true;
    outcome.undecided = choice->condition;
    return;
  }
  for (const Branch& branch : branches_of(*choice, frame.place, frame.scenario, solver_, context_.sources)) {
    // A branch that is never taken is wrong all the same where it is wrong, but not for what holds in other deployments only.
    if (!branch.scenario && (outcome.testing || frame.choices != Choices::Open)) continue;
    Frame inner = frame;
    inner.scenario = branch.scenario.value_or(frame.scenario);
    const bool loses_branches = frame.choices == Choices::Decided && !frame.data && branch.node->is_list();
    if (loses_branches && !frame.pin) inner.pin = frame.place;
    if (frame.choices != Choices::Decided) {
      inner.choices = decided_below(frame.choices);
      inner.choice = frame.whole();
      if (!frame.data) inner.place = branch.place;  // what is gathered has lost its branches
    }
    check(schema, *branch.node, inner, outcome);
  }
}

void Evaluator::check_keywords(Value schema, const Node& node, const Frame& frame, Outcome& outcome) const {
  const std::uint32_t size = schema.size();
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::optional<Keyword> keyword = schema.keyword(i);
    if (!keyword) continue;
    if (const KeywordCheck run = check_of(*keyword)) run({*this, schema[i], schema, node, frame, outcome});
    if (outcome.is_decided()) return;
  }
}

void Evaluator::for_each_scenario(const Frame& frame, const Body& body) const {
  std::vector<Frame> open;  // stays empty where no condition matters, which is nearly everywhere
  const auto run = [&](const Frame& current) {
    const std::optional<std::string_view> undecided = body(current);
    if (!undecided) return;
    for (const bool truth : {true, false}) {
      const std::optional<Scenario> scenario = solver_.assume(current.scenario, *undecided, truth);
      if (!scenario || *scenario == current.scenario) continue;
      open.push_back(current);
      open.back().scenario = *scenario;
    }
  };
  run(frame);
  for (std::size_t runs = 1; !open.empty() && runs < kMaxScenarios; ++runs) {
    const Frame current = std::move(open.back());
    open.pop_back();
    run(current);
  }
}

}  // namespace cxsam::lint::schema
