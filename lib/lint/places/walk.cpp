#include "lint/places/walk.h"

namespace cxsam::lint {
namespace {

class Walk {
 public:
  Walk(const Sources& sources, const ConditionSolver& conditions, const Visitor& visitor)
      : sources_(sources), conditions_(conditions), visitor_(visitor) {}

  void visit(const Visit& visit) const {
    if (!visitor_(visit)) return;
    const std::optional<Intrinsic> call = as_intrinsic(visit.node);
    if (call && call->name == "Fn::If" && call->argument->items.size() == 3) return visit_choice(visit, *call);
    for (const Member& member : visit.node.members) this->visit(below(visit, member));
    for (std::size_t i = 0; i < visit.node.items.size(); ++i) this->visit(below(visit, i));
  }

 private:
  Visit below(const Visit& parent, const Member& member) const {
    const bool written = member.key_span != Span{} && !is_short_form(member.key_span, sources_);
    const bool is_entry = parent.parent == nullptr;
    Visit visit{.node = member.value,
                .where = written ? member.key_span : parent.key,
                .key = written ? member.key_span : parent.key,
                .name = member.key,
                .parent = &parent,
                .scenario = parent.scenario,
                .entry = is_entry ? std::string_view(member.key) : parent.entry};
    if (is_entry && (parent.name == "Resources" || parent.name == "Outputs")) assume_condition(visit);
    return visit;
  }

  Visit below(const Visit& parent, std::size_t index) const {
    const Node& item = parent.node.items[index];
    const bool has_place = item.is_string() || !item.is_scalar();
    return {.node = item,
            .where = has_place && is_written_as_list(parent.node) ? item.span : parent.key,
            .key = parent.key,
            .index = index,
            .parent = &parent,
            .scenario = parent.scenario,
            .entry = parent.entry};
  }

  /// `!GetAtt A.b` is a list, too.
  [[nodiscard]] bool is_written_as_list(const Node& list) const {
    const std::string_view text = sources_.slice(list.span);
    return text.starts_with('[') || text.starts_with('-');
  }

  void assume_condition(Visit& entry) const {
    const Node* condition = entry.node.find("Condition");
    if (condition && condition->is_string() && entry.scenario)
      entry.scenario = conditions_.assume(*entry.scenario, condition->text, true);
  }

  void visit_choice(const Visit& choice, const Intrinsic& call) const {
    const Visit arguments = below(choice, choice.node.members.front());
    if (!visitor_(arguments)) return;
    const std::string& condition = call.argument->items.front().text;
    visit(below(arguments, 0));
    for (const std::size_t branch : {1U, 2U}) {
      Visit below_branch = below(arguments, branch);
      if (below_branch.scenario) below_branch.scenario = conditions_.assume(*below_branch.scenario, condition, branch == 1);
      visit(below_branch);
    }
  }

  const Sources& sources_;
  const ConditionSolver& conditions_;
  const Visitor& visitor_;
};

void walk_member(const CheckContext& context, const ConditionSolver& conditions, const Member& section,
                 const Visitor& visitor) {
  Walk(context.sources, conditions, visitor)
      .visit({.node = section.value,
              .where = section.key_span,
              .key = section.key_span,
              .name = section.key,
              .scenario = Scenario{}});
}

}  // namespace

Span Visit::place_of_function(const Intrinsic& call, const Sources& sources) const {
  return is_short_form(call.name_span, sources) ? key : call.name_span;
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

bool is_short_form(Span span, const Sources& sources) { return sources.slice(span).starts_with('!'); }

}  // namespace cxsam::lint
