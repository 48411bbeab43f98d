// Keywords about lists.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "document/holds_function.h"
#include "lint/places/choice.h"
#include "lint/places/presence.h"
#include "lint/schema/functions.h"
#include "lint/schema/keywords/keywords.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

/// The items that are there in a scenario, each as the scenario decides it.
struct Items {
  std::vector<const Node*> nodes;
  std::optional<std::string_view> undecided;  // a condition on which it hangs what is there
};

Items find_items(const Check& check, const Frame& frame) {
  Items items;
  const bool plain = frame.functions.empty();  // an Fn::If is a map like any other
  const ConditionSolver& solver = check.evaluator.solver();
  for (const Node& written : check.node.items) {
    const std::optional<Choice> choice = as_choice(written);
    const bool decides_nothing = choice && !solver.find(choice->condition);  // and it is there
    const Effective item =
        plain || decides_nothing ? Effective{&written, std::nullopt} : effective(written, frame.scenario, solver);
    if (item.undecided) items.undecided = item.undecided;
    if (item.node) items.nodes.push_back(item.node);
  }
  return items;
}

// The same for the same value as it is written. A function gives the same whenever it is given the same.
std::string written_text(const Node& node) {
  if (node.is_scalar()) return node.text;
  std::string text = node.is_list() ? "[" : "{";
  for (const Node& item : node.items) text += written_text(item) + ",";
  for (const Member& member : node.members) text += member.key + ":" + written_text(member.value) + ",";
  return text;
}

std::string named(const Node& item) {
  const std::optional<Intrinsic> call = as_intrinsic(item);
  return call ? "the same `" + std::string(call->name) + "`" : describe(item);
}

// The text of what several items must not have in common; nothing where it is not known.
std::optional<std::string> known_text(const Node& node) {
  if (holds_function(node)) return std::nullopt;
  return written_text(node);
}

}  // namespace

void check_items(const Check& check) {
  if (!check.node.is_list()) return;
  const std::size_t first = check.schema.find(Keyword::PrefixItems).size();
  for (std::size_t i = first; i < check.node.items.size(); ++i) {
    const Node& item = check.node.items[i];
    check.evaluator.check(check.value, item, check.evaluator.below(check.frame, check.node, item), check.outcome);
  }
}

void check_prefix_items(const Check& check) {
  for (std::uint32_t i = 0; i < check.value.size() && i < check.node.items.size(); ++i) {
    const Node& item = check.node.items[i];
    check.evaluator.check(check.value[i], item, check.evaluator.below(check.frame, check.node, item), check.outcome);
  }
}

void check_contains(const Check& check) {
  if (!check.node.is_list()) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Items items = find_items(check, frame);
    if (items.undecided) return items.undecided;
    bool open = false;
    for (const Node* item : items.nodes) {
      const Verdict verdict = check.evaluator.test(check.value, *item, frame).verdict();
      if (verdict == Verdict::Valid) return std::nullopt;
      open = open || verdict == Verdict::Unknown;
    }
    check.outcome.open = check.outcome.open || open;
    if (!open) check.fault(Keyword::Contains, "no item of the list is of the kind that one of them has to be");
    return std::nullopt;
  });
}

void check_item_count(const Check& check, Keyword keyword) {
  if (!check.node.is_list()) return;
  const std::int64_t bound = check.value.integer();
  const bool least = keyword == Keyword::MinItems;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Items items = find_items(check, frame);
    const auto count = static_cast<std::int64_t>(items.nodes.size());
    const auto written = static_cast<std::int64_t>(check.node.items.size());
    if (least ? count >= bound && !items.undecided : written <= bound) return std::nullopt;
    if (items.undecided) return items.undecided;
    if (least ? count >= bound : count <= bound) return std::nullopt;
    check.fault(keyword, "the list has " + plural(items.nodes.size(), "item") + ", " + (least ? "fewer" : "more") + " than " +
                             std::to_string(bound));
    return std::nullopt;
  });
}

void check_unique_items(const Check& check) {
  const bool is_wrong = check.value.boolean();  // else it is allowed, and may still be a slip
  if (!check.node.is_list() || (!is_wrong && (check.outcome.testing || !check.frame.rule.empty()))) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Items items = find_items(check, frame);
    if (items.undecided) return items.undecided;
    std::set<std::string> seen;
    for (const Node* item : items.nodes) {
      if (seen.insert(written_text(*item)).second) continue;
      Fault& fault = check.fault(Keyword::UniqueItems, "the list has " + named(*item) + " twice");
      if (!is_wrong) fault.rule = "I3037";
      return std::nullopt;
    }
    return std::nullopt;
  });
}

// What is written in another way counts as different: two functions seldom give the same, and few lists are made to rely on it.
void check_different_items(const Check& check) {
  if (!check.node.is_list()) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Items items = find_items(check, frame);
    if (items.undecided) return items.undecided;
    std::set<std::string> different;
    for (const Node* item : items.nodes) different.insert(written_text(*item));
    if (static_cast<std::int64_t>(different.size()) <= check.value.integer()) return std::nullopt;
    check.fault(Keyword::MaxUniqueItems,
                "has " + plural(different.size(), "different item") + ", more than " + std::to_string(check.value.integer()));
    return std::nullopt;
  });
}

void check_unique_keys(const Check& check) {
  if (!check.node.is_list()) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Items items = find_items(check, frame);
    if (items.undecided) return items.undecided;
    std::set<std::string> seen;
    for (const Node* item : items.nodes) {
      std::string text;
      for (std::uint32_t i = 0; i < check.value.size(); ++i) {
        const Node* key = item->find(check.value[i].text());
        const std::optional<std::string> known = key ? known_text(*key) : std::nullopt;
        text = known && (i == 0 || !text.empty()) ? text + *known + '\n' : std::string{};
      }
      if (text.empty()) continue;
      if (!seen.insert(std::move(text)).second) {
        check.fault(Keyword::UniqueKeys, "two items have the same " + describe(check.value));
        return std::nullopt;
      }
    }
    return std::nullopt;
  });
}

}  // namespace cxsam::lint::schema
