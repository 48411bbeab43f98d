#include "lint/places/visits.h"

#include <optional>

#include "lint/places/choice.h"

namespace cxsam::lint {
namespace {

std::size_t count(const Node& node) {
  std::size_t nodes = 1;
  for (const Node& item : node.items) nodes += count(item);
  for (const Member& member : node.members) nodes += count(member.value);
  return nodes;
}

}  // namespace

/// Fills in the steps of a walk.
class Finder {
 public:
  Finder(Walk& walk, const Sources& sources, const ConditionSolver& conditions)
      : walk_(walk), steps_(walk.steps_), sources_(sources), conditions_(conditions) {}

  const Scenario* keep(std::optional<Scenario> scenario) {
    return scenario ? &walk_.scenarios_.emplace_back(std::move(*scenario)) : nullptr;
  }

  void add(const Visit& visit) {
    const std::size_t at = steps_.size();
    steps_.push_back({visit, 0});
    const Visit& added = steps_[at].visit;
    if (const std::optional<Choice> choice = as_choice(added.node)) {
      add_choice(added, *choice);
    } else {
      for (const Member& member : added.node.members) add(below(added, member));
      for (std::size_t i = 0; i < added.node.items.size(); ++i) add(below(added, i));
    }
    steps_[at].next = static_cast<std::uint32_t>(steps_.size());
  }

 private:
  [[nodiscard]] Visit below(const Visit& parent, const Member& member) {
    const bool is_entry = parent.parent == nullptr;
    Visit visit{.node = member.value,
                .place = place_of(member, parent.place, sources_),
                .name = member.key,
                .parent = &parent,
                .scenario = parent.scenario};
    if (is_entry && (parent.name == "Resources" || parent.name == "Outputs")) assume_condition(visit);
    return visit;
  }

  [[nodiscard]] Visit below(const Visit& parent, std::size_t index) const {
    const Node& item = parent.node.items[index];
    return {.node = item,
            .place = place_of_item(parent.node, item, parent.place, sources_),
            .index = static_cast<std::uint32_t>(index),
            .parent = &parent,
            .scenario = parent.scenario};
  }

  void assume_condition(Visit& entry) {
    const Node* condition = entry.node.find("Condition");
    if (condition && condition->is_string() && entry.scenario)
      entry.scenario = keep(conditions_.assume(*entry.scenario, condition->text, true));
  }

  // The condition and the list of arguments are values like others.
  void add_choice(const Visit& at, const Choice& choice) {
    const std::size_t place = steps_.size();
    steps_.push_back({below(at, *choice.call), 0});
    const Visit& arguments = steps_[place].visit;
    add(below(arguments, 0));
    for (const std::size_t number : {1U, 2U}) {
      Visit branch = below(arguments, number);
      if (branch.scenario) branch.scenario = keep(conditions_.assume(*branch.scenario, choice.condition, number == 1));
      add(branch);
    }
    steps_[place].next = static_cast<std::uint32_t>(steps_.size());
  }

  Walk& walk_;
  std::vector<Walk::Step>& steps_;
  const Sources& sources_;
  const ConditionSolver& conditions_;
};

Walk::Walk(const Member& section, const Sources& sources, const ConditionSolver& conditions) : section_(section.key) {
  steps_.reserve(count(section.value));
  Finder finder(*this, sources, conditions);
  finder.add(
      {.node = section.value, .place = place_at(section.key_span), .name = section.key, .scenario = finder.keep(Scenario{})});
}

void Walk::go(const Visitor& visitor) const {
  for (std::size_t at = 0; at < steps_.size();) at = visitor(steps_[at].visit) ? at + 1 : steps_[at].next;
}

}  // namespace cxsam::lint
