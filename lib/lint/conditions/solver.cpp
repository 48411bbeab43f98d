#include "lint/conditions/solver.h"

#include "base/text.h"
#include "lint/conditions/search.h"
#include "template/parameter_type.h"
#include "template/resolver.h"
#include "template/resource_graph.h"

namespace cxsam::lint {
namespace {

Node value_of(const tmpl::Template& source, std::string_view parameter, std::string_view text) {
  const Node* declaration = source.entry("Parameters", parameter);
  const Node* type = declaration ? declaration->find("Type") : nullptr;
  const std::optional<tmpl::ParameterType> known = type ? tmpl::find_parameter_type(type->text) : std::nullopt;
  if (!known || !known->list) return make_string(std::string(text));
  Node list = make_list({});
  for (const std::string_view item : split(text, ',')) list.items.push_back(make_string(std::string(trim(item))));
  return list;
}

// The Fn::Equals below a condition.
void collect_composed(const Node& node, std::set<std::string, std::less<>>& parameters) {
  for (const Member& member : node.members) {
    if (member.key != "Fn::Equals") {
      collect_composed(member.value, parameters);
      continue;
    }
    for (const Node& operand : member.value.items) {
      const std::optional<Intrinsic> call = as_intrinsic(operand);
      if (!call || call->name == "Ref") continue;  // formulas know what a Ref is compared with
      for (tmpl::Reference& reference : tmpl::references_in(operand)) parameters.insert(std::move(reference.name));
    }
  }
  for (const Node& item : node.items) collect_composed(item, parameters);
}

// Each tries all conditions with another value of a parameter.
constexpr std::size_t kMaxTrials = 500;

}  // namespace

ConditionSolver::ConditionSolver(const tmpl::Template& source, const tmpl::ParameterOverrides& given, Knowledge knowledge)
    : source_(&source),
      given_(given),
      formulas_(read_condition_formulas(source, given, knowledge)),
      names_(formulas_.by_name.size()) {
  for (const auto& [name, condition] : formulas_.by_name) names_[condition] = name;
  if (const Node* conditions = source.section("Conditions")) collect_composed(*conditions, composed_);
}

std::optional<std::uint32_t> ConditionSolver::find(std::string_view condition) const {
  const auto found = formulas_.by_name.find(condition);
  if (found == formulas_.by_name.end()) return std::nullopt;
  return found->second;
}

std::vector<Demand> ConditionSolver::demands_of(const Scenario& scenario) const {
  std::vector<Demand> demands;
  for (const std::uint32_t node : formulas_.always) demands.push_back({node, true});
  for (const Assumption& assumption : scenario.assumptions())
    demands.push_back({formulas_.conditions[assumption.condition], assumption.holds});
  return demands;
}

bool ConditionSolver::possible(const Scenario& scenario) const {
  const auto known = possible_.find(scenario);
  if (known != possible_.end()) return known->second;
  const bool answer = can_be_met(formulas_, demands_of(scenario)).value_or(true);
  possible_.emplace(scenario, answer);
  return answer;
}

bool ConditionSolver::may_have(const Scenario& scenario, std::string_view parameter, std::string_view value) const {
  if (!scenario.empty() && composed_.contains(parameter)) {
    const Truths& truths = truths_with(parameter, value);
    for (const Assumption& assumption : scenario.assumptions())
      if (const auto truth = truths.find(names_[assumption.condition]);
          truth != truths.end() && truth->second != assumption.holds)
        return false;
  }
  const auto compared = formulas_.parameters.find(parameter);
  if (compared == formulas_.parameters.end()) return true;
  const auto node = compared->second.has_value.find(value);
  const std::optional<std::uint32_t> says =
      node != compared->second.has_value.end() ? std::optional(node->second) : compared->second.has_another;
  if (!says) return false;
  std::vector<Demand> demands = demands_of(scenario);
  demands.push_back({*says, true});
  return can_be_met(formulas_, demands).value_or(true);
}

const ConditionSolver::Truths& ConditionSolver::truths_with(std::string_view parameter, std::string_view value) const {
  const auto [found, is_new] = tried_.try_emplace({std::string(parameter), std::string(value)});
  if (!is_new || tried_.size() > kMaxTrials) return found->second;
  std::map<std::string, Node, std::less<>> values;
  for (const auto& [name, text] : given_) values.insert_or_assign(name, value_of(*source_, name, text));
  values.insert_or_assign(std::string(parameter), value_of(*source_, parameter, value));
  const tmpl::Resolver resolver(*source_, std::move(values));
  for (const std::string_view name : names_)
    if (const std::optional<bool> truth = resolver.condition(name)) found->second.emplace(name, *truth);
  return found->second;
}

std::optional<Scenario> ConditionSolver::assume(const Scenario& scenario, std::string_view condition, bool truth) const {
  const std::optional<std::uint32_t> number = find(condition);
  if (!number) return scenario;
  if (const std::optional<bool> assumed = scenario.find(*number))
    return *assumed == truth ? std::optional(scenario) : std::nullopt;
  Scenario longer = scenario.with({*number, truth});
  if (!possible(longer)) return std::nullopt;
  return longer;
}

std::optional<bool> ConditionSolver::decide(const Scenario& scenario, std::string_view condition) const {
  if (!find(condition)) return std::nullopt;
  const bool can_hold = assume(scenario, condition, true).has_value();
  const bool can_fail = assume(scenario, condition, false).has_value();
  if (can_hold == can_fail) return std::nullopt;
  return can_hold;
}

}  // namespace cxsam::lint
