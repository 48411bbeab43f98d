// Values that may have several forms, of which any or exactly one is wanted.
#include <algorithm>

#include "lint/schema/keywords/keywords.h"
#include "lint/schema/resource_facts.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

constexpr std::string_view kNoForm = "this is in none of the forms that are described for it";

struct Branches {
  std::size_t valid = 0;
  bool open = false;
  bool computed = false;
  std::optional<std::string_view> undecided;
};

Frame as_form(const Frame& frame) {
  Frame inner = frame;
  inner.is_form = true;
  return inner;
}

/// Tries the branches in turn until `enough` of them are valid: what the others say is of no matter then.
Branches try_branches(const Check& check, const Frame& frame, std::size_t enough) {
  Branches branches;
  const Frame of_form = as_form(frame);
  for (std::uint32_t i = 0; i < check.value.size() && branches.valid < enough; ++i) {
    const Outcome outcome = check.evaluator.test(check.value[i], check.node, of_form);
    if (outcome.verdict() == Verdict::Valid) ++branches.valid;
    if (outcome.verdict() != Verdict::Unknown) continue;
    branches.open = true;
    branches.computed = branches.computed || outcome.computed;
    if (outcome.undecided) branches.undecided = outcome.undecided;
  }
  return branches;
}

std::uint32_t depth_of(const std::vector<Fault>& faults) {
  std::uint32_t depth = 0;
  for (const Fault& fault : faults) depth = std::max(depth, fault.depth);
  return depth;
}

// The types that all branches want together, where it is the type that each of them refuses.
std::optional<TypeSet> types_wanted(const Check& check, const Frame& frame) {
  TypeSet types = 0;
  for (std::uint32_t i = 0; i < check.value.size(); ++i) {
    const Value type = follow(frame.document, check.value[i]).find(Keyword::Type);
    if (!type || (types_of(type) & types_of(check.node))) return std::nullopt;
    types |= types_of(type);
  }
  return types;
}

// In serverless templates a form with something open in it may stand: the schemas of serverless events are stricter than the
// service. Readers of cfn-lint know this of all forms of resources.
bool may_still_stand(const Check& check, const Outcome& outcome) {
  const CheckContext& context = check.evaluator.context();
  if (outcome.open && context.source.is_serverless()) return true;
  return outcome.computed && !context.options.dialect->judges_open_forms && check.frame.rule.empty() &&
         !check.frame.in_arguments;
}

// A word that no branch takes, a `Type` mostly, and that is nearly the one of this branch.
const Fault* find_misspelt(const std::vector<std::vector<Fault>>& branches) {
  for (const std::vector<Fault>& branch : branches) {
    for (const Fault& near : branch) {
      const auto refuses = [&](const Fault& other) { return is_about_word(other) && other.place.span == near.place.span; };
      const auto takes_none = [&](const std::vector<Fault>& faults) { return std::ranges::any_of(faults, refuses); };
      if (is_about_word(near) && !near.hints.empty() && std::ranges::all_of(branches, takes_none)) return &near;
    }
  }
  return nullptr;
}

// A property that each branch describes by words of its own, a `Type` mostly, tells the branches apart.
bool tells_apart(const Check& check, const std::string& property) {
  for (std::uint32_t i = 0; i < check.value.size(); ++i) {
    const Value described = follow(check.frame.document, check.value[i]).find(Keyword::Properties).find(property);
    if (!described.find(Keyword::Const) && !described.find(Keyword::Enum)) return false;
  }
  return true;
}

// Branches that refuse the word by which another one is meant have nothing to say.
void leave_meant(const Check& check, std::vector<std::vector<Fault>>& branches) {
  if (!check.node.is_map()) return;
  for (const Member& member : check.node.members) {
    const Span at = check.evaluator.below(check.frame, member).place.span;
    const auto is_of_word = [&](const Fault& fault) { return is_about_word(fault) && fault.place.span == at; };
    const auto refuses = [&](const std::vector<Fault>& faults) { return std::ranges::any_of(faults, is_of_word); };
    if (!tells_apart(check, member.key) || std::ranges::all_of(branches, refuses)) continue;
    std::erase_if(branches, refuses);
  }
}

// The branch that was followed deepest before it failed is the one that was meant.
const Fault* find_deepest(const std::vector<std::vector<Fault>>& branches) {
  const std::vector<Fault>* nearest = nullptr;
  for (const std::vector<Fault>& faults : branches) {
    if (faults.empty()) continue;
    const bool is_nearer = nearest == nullptr || depth_of(faults) > depth_of(*nearest) ||
                           (depth_of(faults) == depth_of(*nearest) && faults.size() < nearest->size());
    if (is_nearer) nearest = &faults;
  }
  return nearest == nullptr ? nullptr : &nearest->front();
}

void explain(const Check& check, const Frame& frame, Fault fault) {
  std::vector<std::vector<Fault>> branches;
  for (std::uint32_t i = 0; i < check.value.size(); ++i) {
    Outcome outcome;
    check.evaluator.check(check.value[i], check.node, as_form(frame), outcome);
    if (may_still_stand(check, outcome)) {
      check.outcome.open = true;
      check.outcome.computed = check.outcome.computed || outcome.computed;
      return;
    }
    branches.push_back(std::move(outcome.faults));
  }
  leave_meant(check, branches);
  const Fault* const misspelt = find_misspelt(branches);
  const Fault* const reason = misspelt != nullptr ? misspelt : find_deepest(branches);
  if (const std::optional<TypeSet> types = types_wanted(check, frame)) {
    fault.message = not_of_type(check.node, *types);
  } else if (reason != nullptr) {
    fault.message = reason->message;
    fault.hints = reason->hints;
    fault.notes.emplace_back(kNearestForm);
    if (reason->place.span != fault.place.span) fault.related.push_back({reason->place.span, "this is what is wrong"});
  }
  check.outcome.faults.push_back(std::move(fault));
}

std::optional<std::string_view> give_up(const Check& check, const Branches& branches) {
  check.outcome.open = true;
  check.outcome.computed = check.outcome.computed || branches.computed;
  return branches.undecided;
}

void note_forms(const Check& check) {
  if (check.outcome.unread && !check.node.is_scalar() && !as_intrinsic(check.node)) check.outcome.unread->add(check.node.span);
}

}  // namespace

void check_any_of(const Check& check) {
  note_forms(check);
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Branches branches = try_branches(check, frame, 1);
    if (branches.valid > 0) return std::nullopt;
    if (branches.open) return give_up(check, branches);
    if (check.rejects_without_words()) return std::nullopt;
    explain(check, frame, check.make_fault(Keyword::AnyOf, check.frame, std::string(kNoForm)));
    return std::nullopt;
  });
}

void check_one_of(const Check& check) {
  note_forms(check);
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Branches branches = try_branches(check, frame, 2);
    if (branches.valid > 1) {
      check.fault(Keyword::OneOf, "this can be read in several ways: remove what belongs to all but one of them");
      return std::nullopt;
    }
    if (branches.open) return give_up(check, branches);
    if (branches.valid == 0 && !check.rejects_without_words())
      explain(check, frame, check.make_fault(Keyword::OneOf, check.frame, std::string(kNoForm)));
    return std::nullopt;
  });
}

}  // namespace cxsam::lint::schema
