// Properties against the schemas of their resource types.
#include <algorithm>
#include <array>

#include "document/misspelt.h"
#include "facts/resource_types.h"
#include "lint/places/choice.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/passes.h"
#include "lint/schema/resource_facts.h"
#include "lint/schema/tags.h"
#include "lint/settings/regions.h"
#include "lint/subjects/odd_properties.h"
#include "lint/subjects/resource_attributes.h"
#include "template/effective.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

Frame frame_of(const Evaluator& evaluator, const tmpl::Resource& resource, Value document) {
  const Member* properties = resource.node->find_member("Properties");
  Frame frame{.document = document,
              .scenario = {},
              .place = place_at(properties ? properties->key_span : resource.id_span),
              .functions = FunctionSet::of_resources(),
              .rule = {}};
  if (!resource.condition) return frame;
  if (const auto scenario = evaluator.solver().assume({}, *resource.condition, true)) frame.scenario = *scenario;
  return frame;
}

// A function in place of a tag has no key that can be seen.
void check_hidden_tags(const Evaluator& evaluator, const Node& tags, const Frame& frame, Outcome& outcome) {
  for (const Node& item : tags.items) {
    const std::optional<Choice> choice = as_choice(item);
    if (!as_intrinsic(item) || is_no_value(item) || (choice && evaluator.solver().find(choice->condition))) continue;
    outcome.faults.push_back({"E3024", Keyword::Required, evaluator.below(frame, tags, item).place,
                              "a tag has a `Key`, and a function in its place hides it"});
  }
}

// Tags are judged by one schema for all types, whatever the type's own says.
void check_tags(const Evaluator& evaluator, Value document, const Node& properties, const Frame& frame, Outcome& outcome) {
  const Member* tags = tags_of(document, properties);
  const Value schema = facts::table().find("other").find("resources/tagging").find(Keyword::Properties).find("Tags");
  if (!tags || !schema) return;
  Frame inner = evaluator.below(frame, *tags);
  inner.rule = "E3024";
  inner.resolves = false;
  evaluator.check(schema, tags->value, inner, outcome);
  check_hidden_tags(evaluator, tags->value, inner, outcome);
}

// A function that gives all properties shows none of those that must be there.
void check_hidden_properties(const Evaluator& evaluator, Value document, const Node& properties, const Frame& frame,
                             Outcome& outcome) {
  Frame plain = frame;
  plain.functions = {};
  const std::string_view given = properties.members.front().key;
  const std::optional<Choice> choice = as_choice(properties);
  const bool decides = choice && evaluator.solver().find(choice->condition);
  if (given == "Fn::If" && (decides || evaluator.context().options.dialect->forgives_broken_calls)) return;
  if (given == "Fn::Transform") return;
  if (is_no_value(properties)) {
    const Place place = place_of(properties.members.front(), frame.place, evaluator.context().sources);
    outcome.faults.push_back({"E3012", Keyword::Type, place, "`Properties` are a map, and `AWS::NoValue` is none"});
    return;
  }
  for (const Keyword keyword : {Keyword::Required, Keyword::RequiredOr, Keyword::RequiredXor})
    if (const Value names = document.find(keyword)) check_of(keyword)({evaluator, names, document, properties, plain, outcome});
}

// The member of the properties that a binding's path leads to, or null.
const Member* member_at(const Node& properties, std::span<const std::string_view> path) {
  const Member* member = nullptr;
  for (const std::string_view step : path.subspan(1)) {
    const Node& node = member ? member->value : properties;
    member = node.find_member(step);
    if (!member) return nullptr;
  }
  return member;
}

// The texts that a value may be, as conditions choose.
std::vector<const Node*> texts_of(const Node& value) {
  if (value.is_string()) return {&value};
  std::vector<const Node*> texts;
  if (const std::optional<Choice> choice = as_choice(value))
    for (const Node* branch : {choice->yes, choice->no}) std::ranges::copy(texts_of(*branch), std::back_inserter(texts));
  return texts;
}

// What `package` uploads may be the path of a file where CloudFormation wants a map: that is W3002's.
void forgive_local_paths(std::span<const Binding> bindings, const Node& properties, std::vector<Fault>& faults) {
  for (const Binding& binding : bindings) {
    if (binding.rule != "W3002") continue;
    const Member* member = member_at(properties, binding.path);
    if (!member) continue;
    for (const Node* text : texts_of(member->value))
      std::erase_if(faults, [&](const Fault& fault) { return fault.keyword == Keyword::Type && fault.refused == text->span; });
  }
}

// What a resource without `Properties` lacks may stand below a key that was meant to be it.
void point_at_misspelt(const tmpl::Resource& resource, std::vector<Fault>& faults) {
  if (resource.node->find("Properties")) return;
  for (Fault& fault : faults) fault.related = misspelt(*resource.node, "Properties");
}

// `Properties` that are no map are a finding of their own.
bool has_odd_properties(const CheckContext& context, const tmpl::Resource& resource) {
  return !resource.properties && resource.node->find("Properties") && !count_as_empty(context, resource);
}

void check_resource(const Evaluator& evaluator, const tmpl::Resource& resource, Refused& refused, LookedUp& looked_up,
                    Diagnostics& diagnostics) {
  const Value document = schema_of(resource.type);
  const tmpl::Effective merged(evaluator.context().source, resource, evaluator.context().options.dialect->shared_key);
  const Node& properties = merged.node();
  const Frame frame = frame_of(evaluator, resource, document);
  Outcome outcome;
  outcome.looked_up = &looked_up;
  if (!evaluator.context().options.dialect->reads_all_forms && resource.type.starts_with("AWS::Serverless::"))
    outcome.unread = &refused;
  evaluator.check(document, properties, frame, outcome);
  note_refused(outcome.faults, refused);
  check_tags(evaluator, document, properties, frame, outcome);
  if (as_intrinsic(properties)) check_hidden_properties(evaluator, document, properties, frame, outcome);
  forgive_local_paths(evaluator.context().bindings.of_type(resource.type), properties, outcome.faults);
  point_at_misspelt(resource, outcome.faults);
  report(std::move(outcome.faults), diagnostics);
}

// Names are written out, not computed; what is no attribute has no place at all.
void refuse_attributes(const Node& resource, Refused& refused) {
  static constexpr std::array<std::string_view, 3> kNames{"Condition", "DependsOn", "Type"};
  for (const Member& member : resource.members)
    if (!is_attribute(member.key) || std::ranges::find(kNames, member.key) != kNames.end()) refused.add(member.value.span);
}

// Where the key of a loop is a wrong name like others, nothing is read below it.
void refuse_loops(const CheckContext& context, Refused& refused) {
  if (context.options.dialect->tells_loops_once || has_transform(context.source.root(), "AWS::LanguageExtensions")) return;
  for (const std::string_view section : {"Resources", "Outputs"})
    if (const Node* entries = context.source.section(section))
      for (const Member& entry : entries->members)
        if (entry.key.starts_with("Fn::ForEach::")) refused.add(entry.value.span);
}

}  // namespace

void check_resources(const Evaluator& evaluator, Refused& refused, LookedUp& looked_up, Diagnostics& diagnostics) {
  const std::vector<std::string_view> regions = regions_of(evaluator.context());
  refuse_loops(evaluator.context(), refused);
  for (const tmpl::Resource& resource : evaluator.context().source.resources()) {
    refuse_attributes(*resource.node, refused);
    if (is_checked(resource) && exists_in_any(regions, resource.type) && !has_odd_properties(evaluator.context(), resource))
      check_resource(evaluator, resource, refused, looked_up, diagnostics);
    else if (const Node* properties = resource.node->find("Properties"))
      refused.add(properties->span);
  }
}

}  // namespace cxsam::lint::schema
