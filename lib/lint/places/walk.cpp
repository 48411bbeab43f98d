#include "lint/places/walk.h"

#include "lint/places/choice.h"

namespace cxsam::lint {
namespace {

class Walk {
 public:
  Walk(const Sources& sources, const ConditionSolver& conditions, const Visitor& visitor)
      : sources_(sources), conditions_(conditions), visitor_(visitor) {}

  void visit(const Visit& visit) const {
    if (!visitor_(visit)) return;
    if (const std::optional<Choice> choice = as_choice(visit.node)) return visit_choice(visit, *choice);
    for (const Member& member : visit.node.members) this->visit(below(visit, member));
    for (std::size_t i = 0; i < visit.node.items.size(); ++i) this->visit(below(visit, i));
  }

 private:
  Visit below(const Visit& parent, const Member& member) const {
    const bool is_entry = parent.parent == nullptr;
    Visit visit{.node = member.value,
                .place = place_of(member, parent.place, sources_),
                .name = member.key,
                .parent = &parent,
                .scenario = parent.scenario,
                .entry = is_entry ? std::string_view(member.key) : parent.entry};
    if (is_entry && (parent.name == "Resources" || parent.name == "Outputs")) assume_condition(visit);
    return visit;
  }

  Visit below(const Visit& parent, std::size_t index) const {
    const Node& item = parent.node.items[index];
    return {.node = item,
            .place = place_of_item(parent.node, item, parent.place, sources_),
            .index = index,
            .parent = &parent,
            .scenario = parent.scenario,
            .entry = parent.entry};
  }

  void assume_condition(Visit& entry) const {
    const Node* condition = entry.node.find("Condition");
    if (condition && condition->is_string() && entry.scenario)
      entry.scenario = conditions_.assume(*entry.scenario, condition->text, true);
  }

  // The condition and the list of arguments are values like others.
  void visit_choice(const Visit& at, const Choice& choice) const {
    const Visit arguments = below(at, *choice.call);
    if (!visitor_(arguments)) return;
    visit(below(arguments, 0));
    for (const std::size_t number : {1U, 2U}) {
      Visit branch = below(arguments, number);
      if (branch.scenario) branch.scenario = conditions_.assume(*branch.scenario, choice.condition, number == 1);
      visit(branch);
    }
  }

  const Sources& sources_;
  const ConditionSolver& conditions_;
  const Visitor& visitor_;
};

void walk_member(const CheckContext& context, const ConditionSolver& conditions, const Member& section,
                 const Visitor& visitor) {
  Walk(context.sources, conditions, visitor)
      .visit({.node = section.value, .place = place_at(section.key_span), .name = section.key, .scenario = Scenario{}});
}

}  // namespace

Place place_of_function(const Visit& visit, const Sources& sources) {
  return place_of(visit.node.members.front(), visit.place, sources);
}

void walk_section(const CheckContext& context, std::string_view section, const Visitor& visitor) {
  walk_section(context, context.conditions, section, visitor);
}

void walk_section(const CheckContext& context, const ConditionSolver& conditions, std::string_view section,
                  const Visitor& visitor) {
  if (const Member* member = context.source.root().find_member(section)) walk_member(context, conditions, *member, visitor);
}

void walk_template(const CheckContext& context, const Visitor& visitor) {
  for (const Member& section : context.source.root().members) walk_member(context, context.conditions, section, visitor);
}

}  // namespace cxsam::lint
