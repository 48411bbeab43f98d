// Properties against the schemas of their resource types.
#include "lint/merged_properties.h"
#include "lint/schema/passes.h"
#include "lint/schema/resource_facts.h"

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

// Tags are judged by one schema for all types, whatever the type's own says.
void check_tags(const Evaluator& evaluator, Value document, const Node& properties, const Frame& frame, Outcome& outcome) {
  const Value tagging = document.find(Keyword::Tagging);
  if (!tagging.find("taggable").boolean()) return;
  const Value property = tagging.find("tagProperty");
  const std::string_view name = property ? property.text() : "Tags";
  const Member* tags = properties.find_member(name);
  const Value schema = facts::table().find("other").find("resources/tagging").find(Keyword::Properties).find("Tags");
  if (!tags || !schema) return;
  Frame inner = evaluator.below(frame, *tags);
  inner.rule = "E3024";
  inner.judges_functions = false;
  evaluator.check(schema, tags->value, inner, outcome);
}

void check_resource(const Evaluator& evaluator, const tmpl::Resource& resource, Diagnostics& diagnostics) {
  if (!is_checked(resource)) return;
  const Value document = schema_of(resource.type);
  const Node properties = merged_properties(evaluator.context().source, resource);
  const Frame frame = frame_of(evaluator, resource, document);
  Outcome outcome;
  evaluator.check(document, properties, frame, outcome);
  check_tags(evaluator, document, properties, frame, outcome);
  report(std::move(outcome.faults), diagnostics);
}

}  // namespace

void check_resources(const Evaluator& evaluator, Diagnostics& diagnostics) {
  for (const tmpl::Resource& resource : evaluator.context().source.resources())
    check_resource(evaluator, resource, diagnostics);
}

}  // namespace cxsam::lint::schema
