// Keywords that combine schemas: all, not, if; and references. Forms, of which any or one is wanted, are in forms.cpp.
#include <algorithm>
#include <span>

#include "base/text.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/resource_facts.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

Value walk(Value from, std::string_view path) {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view step = path.substr(1, end - 1);
    from = from.kind() == Value::Kind::List ? from[static_cast<std::uint32_t>(step.front() - '0')] : from.find(step);
    path.remove_prefix(end);
  }
  return from;
}

/// `$ref` is a definition's name, or "document#/path" of another document.
struct Target {
  Value document;
  Value schema;
};

Target find_target(Value document, std::string_view reference) {
  const std::size_t hash = reference.find('#');
  if (hash == std::string_view::npos) return {document, document.find(Keyword::Definitions).find(reference)};
  if (hash > 0) document = facts::table().find("other").find("iam/" + std::string(reference.substr(0, hash)));
  return {document, walk(document, reference.substr(hash + 1))};
}

}  // namespace

void check_ref(const Check& check) {
  const Target target = find_target(check.frame.document, check.value.text());
  Frame frame = check.frame;
  frame.document = target.document;
  frame.choice.reset();  // what is defined elsewhere is about each branch by itself
  ++frame.depth;         // a schema that refers to itself ends
  Outcome& outcome = check.outcome;
  const std::size_t before = outcome.faults.size();
  check.evaluator.check(target.schema, check.node, frame, outcome);
  for (std::size_t i = before; i < outcome.faults.size(); ++i) --outcome.faults[i].depth;
}

void check_all_of(const Check& check) {
  for (std::uint32_t i = 0; i < check.value.size(); ++i)
    check.evaluator.check(check.value[i], check.node, check.frame, check.outcome);
}

namespace {

// Where one property may not be, the finding is about it. Attributes of resources are told at the resource.
const Member* unwanted(const Check& check) {
  const Value names = check.value.find(Keyword::Required);
  if (names.size() != 1 || check.value.size() != 1 || check.frame.nulls_count) return nullptr;
  return check.node.find_member(names[0].text());
}

std::string names_of(Value names) {
  std::string text;
  for (std::uint32_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : " and ") + describe(names[i]);
  return text;
}

void reject(const Check& check) {
  const Value names = check.value.find(Keyword::Required);
  if (const Member* member = unwanted(check))
    check.fault(Keyword::Not, check.evaluator.below(check.frame, *member), not_beside_others(member->key));
  else if (names.size() > 1)
    check.fault(Keyword::Not, names_of(names) + " do not go together: remove one of them");
  else
    check.fault(Keyword::Not, describe(check.node) + " is not allowed in this place: write something else");
}

}  // namespace

void check_not(const Check& check) {
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Outcome outcome = check.evaluator.test(check.value, check.node, frame);
    if (outcome.verdict() == Verdict::Valid) reject(check);
    if (outcome.verdict() != Verdict::Unknown) return std::nullopt;
    check.outcome.open = true;
    return outcome.undecided;
  });
}

namespace {

// `Principal: lambda.amazonaws.com`: of a text that is not the word wanted it is said where in a map it may stand.
void offer_map(const Check& check, std::span<Fault> faults) {
  const std::vector<std::string> keys = keys_of(check.schema.find(Keyword::Properties));
  if (!check.node.is_string() || keys.empty()) return;
  for (Fault& fault : faults)
    if (is_about_word(fault)) fault.hints.push_back("else it stands in a map, below one of `" + join(keys, "`, `") + "`");
}

}  // namespace

void check_if(const Check& check) {
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    Frame asking = frame;
    asking.decides = !check.evaluator.context().options.dialect->decides_by_presence;
    const Outcome outcome = check.evaluator.test(check.value, check.node, asking);
    if (outcome.verdict() == Verdict::Unknown) {
      check.outcome.open = true;
      return outcome.undecided;
    }
    const Keyword next = outcome.verdict() == Verdict::Valid ? Keyword::Then : Keyword::Else;
    Frame inner = frame;
    inner.choices = Choices::DecidedForMembers;
    const std::size_t before = check.outcome.faults.size();
    check.evaluator.check(check.schema.find(next), check.node, inner, check.outcome);
    offer_map(check, std::span(check.outcome.faults).subspan(before));
    return std::nullopt;
  });
}

}  // namespace cxsam::lint::schema
