// Keywords about maps: which members they may have, must have, and may have together.
#include <algorithm>
#include <array>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "document/misspelt.h"
#include "lint/places/choice.h"
#include "lint/places/presence.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/search.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

// Loops and macros put members in place of these.
bool makes_members(const CheckContext& context, std::string_view key) {
  if (!key.starts_with("Fn::ForEach::")) return key == "Fn::Transform";
  return context.options.dialect->tells_loops_once || has_transform(context.source.root(), "AWS::LanguageExtensions");
}

// A map of which it is known what it has.
bool has_fixed_members(const Check& check) {
  return check.node.is_map() && std::ranges::none_of(check.node.members, [&](const Member& member) {
           return makes_members(check.evaluator.context(), member.key);
         });
}

// In the order of their names, as schemas have them: where one finding is told of several, it is the first. When only asking,
// any order will do, and the first fault ends it.
template <class Visit>
void for_each_member(const Check& check, Visit visit) {
  const Members& members = check.node.members;
  if (check.outcome.testing || members.size() == 1) {
    for (const Member& member : members) {
      visit(member);
      if (check.outcome.is_decided()) return;
    }
    return;
  }
  std::vector<const Member*> sorted;
  sorted.reserve(members.size());
  for (const Member& member : members) sorted.push_back(&member);
  std::ranges::sort(sorted, {}, [](const Member* member) { return std::string_view(member->key); });
  for (const Member* member : sorted) visit(*member);
}

bool matches_any(std::string_view key, Value patterns) {
  for (std::uint32_t i = 0; i < patterns.size(); ++i)
    if (search(patterns.key(i), key).value_or(true)) return true;
  return false;
}

/// Says which of `names` are there, or which condition would tell.
struct Present {
  std::vector<std::string_view> names;
  std::optional<std::string_view> undecided;
};

Present find_present(const Check& check, Value names, const Frame& frame) {
  Present present;
  for (std::uint32_t i = 0; i < names.size() && !present.undecided; ++i)
    if (is_present(check.node, names[i].text(), frame.scenario, check.evaluator.solver(), present.undecided).value_or(false))
      present.names.push_back(names[i].text());
  return present;
}

std::string listed(Value names) {
  std::string text;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += "`" + std::string(names[i].text()) + "`";
  }
  return text;
}

void reject_where_present(const Check& check, const Member& member) {
  if (check.frame.functions.empty() && !check.frame.data) {  // what is written is there, whatever it gives
    check.fault(Keyword::Properties, check.evaluator.below(check.frame, member), not_beside_others(member.key));
    return;
  }
  check.in_scenarios([&](const Frame& frame) {
    std::optional<std::string_view> undecided;
    if (is_present(check.node, member.key, frame.scenario, check.evaluator.solver(), undecided).value_or(false))
      check.fault(Keyword::Properties, check.evaluator.below(check.frame, member), not_beside_others(member.key)).refused =
          member.value.span;
    return undecided;
  });
}

Frame at_member(const Check& check, std::string_view name) {
  const Member* member = check.node.find_member(name);
  return member ? check.evaluator.below(check.frame, *member) : check.frame;
}

}  // namespace

std::vector<std::string> keys_of(Value map) {
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < map.size(); ++i) keys.emplace_back(map.key(i));
  return keys;
}

std::string not_beside_others(std::string_view property) {
  return "`" + std::string(property) + "` does not go with the other properties here: remove it";
}

void check_properties(const Check& check) {
  for_each_member(check, [&](const Member& member) {
    const Value schema = check.value.find(member.key);
    if (!schema) return;
    if (schema.kind() == Value::Kind::Bool && !schema.boolean()) return reject_where_present(check, member);
    check.evaluator.check(schema, member.value, check.evaluator.below(check.frame, member), check.outcome);
  });
}

void check_pattern_properties(const Check& check) {
  for (const Member& member : check.node.members)
    for (std::uint32_t i = 0; i < check.value.size(); ++i)
      if (search(check.value.key(i), member.key).value_or(false))
        check.evaluator.check(check.value[i], member.value, check.evaluator.below(check.frame, member), check.outcome);
}

// In mappings a key must be a text, and YAML reads digits without quotes as a number.
bool is_number_in_mapping(const Check& check, const Member& member) {
  if (check.frame.rule != "E7001" || member.key_span == Span{}) return false;
  const std::string_view written = check.evaluator.context().sources.slice(member.key_span);
  return !written.empty() && written.find_first_not_of("0123456789") == std::string_view::npos;
}

// The SAM transform takes these in Globals, though the schema that is published for the section does not list them.
bool is_unlisted_global(const Check& check, std::string_view key) {
  constexpr auto kUnlisted = std::to_array<std::string_view>({"AutoPublishAliasAllProperties", "CodeSigningConfigArn",
                                                              "EndpointAccessMode", "FileSystemConfigs", "FunctionUrlConfig",
                                                              "LoggingConfig", "MicrovmImage", "NetworkConnector"});
  return check.frame.rule == "E3724" && check.evaluator.context().options.dialect->expands_serverless &&
         std::ranges::find(kUnlisted, key) != kUnlisted.end();
}

void check_additional_properties(const Check& check) {
  const Value known = check.schema.find(Keyword::Properties);
  const Value patterns = check.schema.find(Keyword::PatternProperties);
  const bool decides = check.value.kind() == Value::Kind::Bool;
  const bool closed = decides && !check.value.boolean();
  const bool is_open = decides && check.value.boolean();
  for_each_member(check, [&](const Member& member) {
    if (is_number_in_mapping(check, member)) {
      check.fault(Keyword::AdditionalProperties, "the key `" + member.key + "` is a number here, and must be a text: quote it");
      return;
    }
    if (known.find(member.key) || makes_members(check.evaluator.context(), member.key) || matches_any(member.key, patterns) ||
        is_unlisted_global(check, member.key))
      return;
    if (closed && check.rejects_without_words()) return;
    const Frame frame = check.evaluator.below(check.frame, member);
    if (is_open && check.outcome.unread) return check.outcome.unread->add(member.value.span);
    if (!closed) return check.evaluator.check(check.value, member.value, frame, check.outcome);
    Fault& fault = check.fault(Keyword::AdditionalProperties, frame, "`" + member.key + "` is no property that may stand here");
    fault.refused = member.value.span;
    fault.hints = did_you_mean(member.key, keys_of(known));
    if (known.size() == 0 && patterns.size() > 0)
      fault.notes.push_back("Names here match `" + std::string(patterns.key(0)) + "`.");
  });
}

void check_property_names(const Check& check) {
  for (const Member& member : check.node.members) {
    if (makes_members(check.evaluator.context(), member.key)) continue;
    Outcome outcome;
    check.evaluator.check(check.value, make_string(member.key, member.value), check.frame, outcome);
    if (outcome.faults.empty()) continue;
    const Frame frame = check.evaluator.below(check.frame, member);
    check.fault(Keyword::PropertyNames, frame, "the name " + outcome.faults.front().message);
  }
}

void check_property_count(const Check& check, Keyword keyword) {
  if (!has_fixed_members(check)) return;
  const std::int64_t bound = check.value.integer();
  const bool least = keyword == Keyword::MinProperties;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    std::int64_t count = 0;
    for (const Member& member : check.node.members) {
      std::optional<std::string_view> undecided;
      const std::optional<bool> there = is_present(member.value, frame.scenario, check.evaluator.solver(), undecided);
      if (!there) return undecided;
      if (*there) ++count;
    }
    if (least ? count >= bound : count <= bound) return std::nullopt;
    check.fault(keyword, "the map has " + plural(static_cast<std::size_t>(count), "member") + ", " +
                             (least ? "fewer" : "more") + " than " + std::to_string(bound));
    return std::nullopt;
  });
}

// Where functions are no functions, an Fn::If and AWS::NoValue are values like any other. What a function is given is there
// though it be AWS::NoValue.
bool is_written(const Check& check, std::string_view name) {
  if (check.frame.in_arguments) return check.node.find(name) != nullptr;
  if (!check.frame.functions.empty() || check.frame.data) return false;
  const Node* value = check.node.find(name);
  return value && (as_choice(*value) || is_no_value(*value));
}

void check_required(const Check& check) {
  if (!has_fixed_members(check)) {
    if (check.node.is_map()) check.outcome.open = true;  // what is missing may be made
    return;
  }
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    for (std::uint32_t i = 0; i < check.value.size(); ++i) {
      std::optional<std::string_view> undecided;
      const std::string_view name = check.value[i].text();
      if (is_written(check, name)) continue;
      const std::optional<bool> there = is_present(check.node, name, frame.scenario, check.evaluator.solver(), undecided);
      if (!there) return undecided;
      if (!*there && !check.rejects_without_words())
        check.fault(Keyword::Required, "required property `" + std::string(name) + "` is missing").related =
            misspelt(check.node, name, keys_of(check.schema.find(Keyword::Properties)));
    }
    return std::nullopt;
  });
}

void check_required_xor(const Check& check) {
  if (!has_fixed_members(check)) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Present present = find_present(check, check.value, frame);
    if (present.undecided) return present.undecided;
    if (present.names.empty()) check.fault(Keyword::RequiredXor, "exactly one of " + listed(check.value) + " is required");
    if (present.names.size() < 2) return std::nullopt;
    for (const std::string_view name : present.names)
      check.fault(Keyword::RequiredXor, at_member(check, name), "only one of " + listed(check.value) + " may be there");
    return std::nullopt;
  });
}

void check_required_or(const Check& check) {
  if (!has_fixed_members(check)) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    const Present present = find_present(check, check.value, frame);
    if (present.undecided) return present.undecided;
    if (present.names.empty()) check.fault(Keyword::RequiredOr, "at least one of " + listed(check.value) + " is required");
    return std::nullopt;
  });
}

void check_dependent_required(const Check& check, Keyword keyword) {
  if (!has_fixed_members(check)) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    for (std::uint32_t i = 0; i < check.value.size(); ++i) {
      std::optional<std::string_view> undecided;
      const std::optional<bool> there =
          is_present(check.node, check.value.key(i), frame.scenario, check.evaluator.solver(), undecided);
      if (!there) return undecided;
      if (!*there) continue;
      if (check.value[i].kind() == Value::Kind::Map) {
        check.evaluator.check(check.value[i], check.node, frame, check.outcome);
        continue;
      }
      const Present present = find_present(check, check.value[i], frame);
      if (present.undecided) return present.undecided;
      for (std::uint32_t k = 0; k < check.value[i].size(); ++k) {
        const std::string_view needed = check.value[i][k].text();
        if (std::ranges::find(present.names, needed) == present.names.end())
          check.fault(keyword, "`" + std::string(check.value.key(i)) + "` needs `" + std::string(needed) + "` beside it");
      }
    }
    return std::nullopt;
  });
}

void check_dependent_excluded(const Check& check) {
  if (!has_fixed_members(check)) return;
  check.in_scenarios([&](const Frame& frame) -> std::optional<std::string_view> {
    for (std::uint32_t i = 0; i < check.value.size(); ++i) {
      std::optional<std::string_view> undecided;
      const std::optional<bool> there =
          is_present(check.node, check.value.key(i), frame.scenario, check.evaluator.solver(), undecided);
      if (!there) return undecided;
      if (!*there) continue;
      const Present present = find_present(check, check.value[i], frame);
      if (present.undecided) return present.undecided;
      for (const std::string_view name : present.names)
        check.fault(Keyword::DependentExcluded, at_member(check, name),
                    "`" + std::string(name) + "` may not stand beside `" + std::string(check.value.key(i)) + "`");
    }
    return std::nullopt;
  });
}

}  // namespace cxsam::lint::schema
