// The arguments of intrinsic functions, wherever they stand.
#include "lint/schema/passes.h"
#include "lint/schema/references.h"
#include "lint/schema/resource_facts.h"

namespace cxsam::lint::schema {

using facts::Value;

namespace {

class Arguments {
 public:
  Arguments(const Evaluator& evaluator, Diagnostics& diagnostics) : evaluator_(evaluator), diagnostics_(diagnostics) {}

  /// `rule`: the id of all findings, or empty for each function's own.
  void walk(const Node& node, const Place& place, std::string_view section, std::string_view rule) {
    if (const std::optional<Intrinsic> call = as_intrinsic(node)) check_call(node.members.front(), place, section, rule);
    const Sources& sources = evaluator_.context().sources;
    for (const Member& member : node.members) walk(member.value, place_of(member, place, sources), section, rule);
    for (const Node& item : node.items) walk(item, place_of_item(node, item, place, sources), section, rule);
  }

 private:
  void check_call(const Member& call, const Place& place, std::string_view section, std::string_view rule) {
    const Function* function = find_function(call.key);
    if (!function || function->schema.empty()) return;
    const Value schema = facts::table().find("other").find(function->schema);
    const Frame frame{.document = schema,
                      .scenario = {},
                      .place = place_of(call, place, evaluator_.context().sources),
                      .functions = {},
                      .rule = rule.empty() ? function->rule : rule,
                      .section = section};
    Outcome outcome;
    evaluator_.check(schema, call.value, frame, outcome);
    check_reference(evaluator_, call, frame, outcome);
    report(std::move(outcome.faults), diagnostics_);
  }

  const Evaluator& evaluator_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_arguments(const Evaluator& evaluator, Diagnostics& diagnostics) {
  Arguments arguments(evaluator, diagnostics);
  const tmpl::Template& source = evaluator.context().source;
  for (const tmpl::Resource& resource : source.resources())
    if (resource.properties && schema_of(resource.type))
      arguments.walk(*resource.properties, place_at(resource.node->find_member("Properties")->key_span), "Resources", "");
  if (const Node* outputs = source.section("Outputs"))
    for (const Member& output : outputs->members)
      if (const Member* value = output.value.find_member("Value"))
        arguments.walk(value->value, place_at(value->key_span), "Outputs", "E6101");
  if (const Node* conditions = source.section("Conditions"))
    for (const Member& condition : conditions->members)
      arguments.walk(condition.value, place_at(condition.key_span), "Conditions", "");
}

}  // namespace cxsam::lint::schema
