// The arguments of intrinsic functions, wherever they stand.
#include "lint/places/choice.h"
#include "lint/places/walk.h"
#include "lint/schema/intrinsic.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/parts.h"
#include "lint/schema/passes.h"
#include "lint/schema/references.h"
#include "lint/schema/resource_facts.h"
#include "lint/subjects/globals.h"

namespace cxsam::lint::schema {

using facts::Value;

namespace {

/// What is around a value.
struct Surroundings {
  const Part& part;
  std::string_view rule = {};  // the id of all findings, that of the outermost function; empty outside of functions
  bool is_strict = false;      // inside of a function that says which others may stand in its arguments
  bool inside = false;         // of a function

  /// What is around the arguments of a function that stands here. A choice is not counted as one; what Fn::ToJsonString writes
  /// down may have functions at any depth.
  [[nodiscard]] Surroundings of_arguments(const Function& function) const {
    if (function.name == "Fn::If") return {part, rule, is_strict, true};
    const bool names_functions = part.has_values && !function.schema.empty() && function.name != "Fn::ToJsonString";
    return {part, rule.empty() ? function.rule : rule, names_functions, true};
  }
};

// Numbers and flags count as texts elsewhere, and nothing as if it were not written; a name is a text.
bool is_no_text(const Node& node) { return node.is_scalar() && !node.is_string(); }

// CloudFormation takes no null; a name is a text, and so is what Fn::Sub fills in.
std::optional<std::string_view> wrong_text(const Member& call, const Function& function) {
  const Node& argument = call.value;
  const Nodes& parts = argument.items;
  const bool is_pair = parts.size() == 2;
  if (argument.is_null() && !function.wants.empty()) return function.wants;
  if (function.name == "Fn::GetAtt" && is_pair && is_no_text(parts[1]))
    return "the name of one of the resource's attributes, which is a text";
  if (function.name == "Fn::Sub" && (is_no_text(argument) || (is_pair && (is_no_text(parts[0]) || parts[1].is_null()))))
    return "a text, or a text and a map of its variables";
  return std::nullopt;
}

// A name that is no text leads nowhere.
std::optional<std::string_view> wrong_name(const Member& call, const Function& function) {
  if (function.name == "Ref" && is_no_text(call.value) && !call.value.is_null())
    return "the name of a parameter or a resource, which is a text";
  const Nodes& parts = call.value.items;
  if (function.name == "Fn::GetAtt" && parts.size() == 2 && is_no_text(parts[0]))
    return "the name of a resource, which is a text";
  return std::nullopt;
}

class Arguments {
 public:
  Arguments(const Evaluator& evaluator, Refused& refused, Diagnostics& diagnostics)
      : evaluator_(evaluator), refused_(refused), diagnostics_(diagnostics) {}

  void walk(const Node& node, const Place& place, const Surroundings& around) {
    if (refused_.holds(node.span)) return;
    const Function* function = function_of(node, around.part);
    if (!function) return walk_inside(node, place, around);
    // There it is a map like any other, with nothing in it that would be looked at.
    if (around.is_strict && !reached_.contains(&node)) return refused_.add(node.span);
    const Standing standing = around.part.standing(*function, around.inside);
    if (standing == Standing::PassedOver) return;
    if (standing == Standing::Refused) return refused_.add(node.span);
    if (is_unknown(*function, evaluator_.context())) return report_unknown(node.members.front(), *function, place);
    const Surroundings inside = around.of_arguments(*function);
    if (is_computed_name(*function, node, around.part)) {
      if (is_broken(node.members.front().value)) report_nameless(node.members.front(), *function, place, inside);
      return walk_inside(node, place, {around.part, rule_of(*function, inside), false, true});
    }
    check_call(node.members.front(), *function, place, inside);
    if (!decides_nothing(node)) walk_inside(node, place, inside);
  }

 private:
  void walk_inside(const Node& node, const Place& place, const Surroundings& around) {
    const Sources& sources = evaluator_.context().sources;
    for (const Member& member : node.members) walk(member.value, place_of(member, place, sources), around);
    for (const Node& item : node.items) walk(item, place_of_item(node, item, place, sources), around);
  }

  [[nodiscard]] bool is_computed_name(const Function& function, const Node& node, const Part& part) const {
    const CheckContext& context = evaluator_.context();
    if (function.name != "Ref" || part.section == "Rules" || context.options.dialect->reads_computed_names) return false;
    const std::optional<Intrinsic> name = as_intrinsic(node.members.front().value);
    const Function* inner = name ? find_function(name->name) : nullptr;
    return inner && FunctionSet::of_resources().has(*inner) && !needs_extensions(*inner) &&
           !has_transform(context.source.root(), "AWS::LanguageExtensions");
  }

  // A call that gives no name whatever it is given.
  [[nodiscard]] bool is_broken(const Node& name) const {
    return decides_nothing(name) || is_attribute_of_nothing(name.members.front());
  }

  static const Function* function_of(const Node& node, const Part& part) {
    const std::optional<Intrinsic> call = as_intrinsic(node);
    const Function* function = call ? find_function(call->name) : nullptr;
    return function && part.has_values && !FunctionSet::of_resources().has(*function) ? nullptr : function;
  }

  void report_unknown(const Member& call, const Function& function, const Place& place) {
    refused_.add(call.value.span);
    report({{function.rule, std::nullopt, place,
             "`" + std::string(function.name) + "` is only there with the transform `AWS::LanguageExtensions`"}},
           diagnostics_);
  }

  void report_nameless(const Member& call, const Function& function, const Place& place, const Surroundings& inside) {
    report({{rule_of(function, inside), std::nullopt, place_of(call, place, evaluator_.context().sources),
             "`Ref` wants the name of a parameter or a resource, and this function gives none"}},
           diagnostics_);
  }

  // Of the branches of a condition that is not there nothing is known.
  [[nodiscard]] bool decides_nothing(const Node& node) const {
    const std::optional<Choice> choice = as_choice(node);
    return choice && !evaluator_.solver().find(choice->condition);
  }

  void check_call(const Member& call, const Function& function, const Place& place, const Surroundings& inside) {
    if (function.schema.empty()) return;
    const Value schema = facts::table().find("other").find(function.schema);
    const Frame frame{.document = schema,
                      .scenario = {},
                      .place = place_of(call, place, evaluator_.context().sources),
                      .functions = {},
                      .rule = rule_of(function, inside),
                      .section = inside.part.section,
                      .in_arguments = true,
                      .nulls_count = inside.part.nulls_count};
    Outcome outcome;
    outcome.reached = &reached_;
    evaluator_.check(schema, call.value, frame, outcome);
    for (Fault& fault : outcome.faults)
      if (!fault.is_given)
        fault.message = "`" + std::string(function.name) + "` wants " + std::string(function.wants) + ": " + fault.message;
    if (inside.part.has_values || call.key == "Fn::Sub") check_reference(evaluator_, call, frame, outcome);
    check_texts(call, function, place, frame, outcome);
    note_refused(outcome.faults, refused_);
    report(std::move(outcome.faults), diagnostics_);
  }

  // Numbers and flags count as texts elsewhere, and nothing as if it were not written. What the schemas said is not said again.
  void check_texts(const Member& call, const Function& function, const Place& holder, const Frame& frame,
                   Outcome& outcome) const {
    if (!outcome.faults.empty()) return;
    const auto add = [&](const Place& place, std::string_view what) {
      outcome.faults.push_back({frame.rule, std::nullopt, place, "`" + std::string(call.key) + "` wants " + std::string(what)});
    };
    if (const auto what = wrong_name(call, function)) return add(frame.place, *what);
    if (!evaluator_.context().options.dialect->wants_texts) return;
    if (const auto what = wrong_text(call, function)) add(holder, *what);
  }

  // A Ref has an id of its own wherever it stands, but where one rule speaks for all names.
  static std::string_view rule_of(const Function& function, const Surroundings& inside) {
    const bool is_named = function.name == "Ref" && !speaks_for_names(inside.rule);
    return is_named || inside.rule.empty() ? function.rule : inside.rule;
  }

  const Evaluator& evaluator_;
  std::set<const Node*> reached_;
  Refused& refused_;
  Diagnostics& diagnostics_;
};

// Attributes of resources that hold values as properties do.
void check_attributes(const tmpl::Resource& resource, Arguments& arguments, Refused& refused) {
  for (const std::string_view name : {"Metadata", "CreationPolicy", "UpdatePolicy"})
    if (const Member* attribute = resource.node->find_member(name))
      arguments.walk(attribute->value, place_at(attribute->key_span), {kProperties});
  for (const std::string_view name : {"DeletionPolicy", "UpdateReplacePolicy"})
    if (const Member* policy = resource.node->find_member(name)) {
      if (!policy->value.is_scalar() && !as_intrinsic(policy->value)) refused.add(policy->value.span);
      arguments.walk(policy->value, place_at(policy->key_span), {kPolicies});
    }
}

// The function that names a condition has no id in rules; that of the place counts.
std::string_view rule_of_condition(const Node& node, std::string_view place) {
  const std::optional<Intrinsic> call = as_intrinsic(node);
  return call && call->name == "Condition" ? place : std::string_view{};
}

void check_rule(const Node& rule, Arguments& arguments, Refused& refused) {
  if (const Member* when = rule.find_member("RuleCondition"))
    arguments.walk(when->value, place_at(when->key_span), {kRules, rule_of_condition(when->value, "E1702")});
  const Node* assertions = rule.find("Assertions");
  if (!assertions) return;
  for (const Node& assertion : assertions->items) {
    if (const Member* condition = assertion.find_member("Assert"))
      arguments.walk(condition->value, place_at(condition->key_span), {kRules, rule_of_condition(condition->value, "E1701")});
    if (const Node* text = assertion.find("AssertDescription")) refused.add(text->span);
  }
}

// "Function", "Api", ...: under which of Globals something stands.
std::string_view kind_of(const Visit& visit) {
  const Visit* at = &visit;
  while (at->parent && at->parent->parent) at = at->parent;
  return at->name;
}

// What stands in Globals stands in resources in the end. cfn-lint reads there what some resource inherits, and tells of
// conditions in all of it by a rule of Globals, too.
void check_globals(const Evaluator& evaluator, Arguments& arguments, Diagnostics& diagnostics) {
  const CheckContext& context = evaluator.context();
  const Node* globals = context.source.is_serverless() ? context.source.section("Globals") : nullptr;
  if (!globals) return;
  const bool expands = context.options.dialect->expands_serverless;
  for (const Member& kind : globals->members)
    if (expands || is_inherited(context.source, kind.key)) arguments.walk(kind.value, place_at(kind.key_span), {kProperties});
  if (expands) return;
  walk_section(context, "Globals", [&](const Visit& visit) {
    const bool names_condition =
        visit.parent && visit.parent->name == "Fn::If" && visit.parent->node.is_list() && visit.index == 0;
    if (!names_condition || (visit.node.is_string() && context.names.is_condition(visit.node.text))) return true;
    for (const std::string_view rule : {"E1028", "E3724"}) {
      if (rule == "E1028" && is_inherited(context.source, kind_of(visit))) continue;
      report({{rule, std::nullopt, visit.place, "`Fn::If` asks for a condition that the template does not have"}}, diagnostics);
    }
    return true;
  });
}

// Of an output's parts only the value and the exported name are more than plain text.
void refuse_texts(const Node& output, Refused& refused) {
  for (const Member& part : output.members)
    if (part.key != "Value" && part.key != "Export") refused.add(part.value.span);
}

}  // namespace

void check_arguments(const Evaluator& evaluator, Refused& refused, Diagnostics& diagnostics) {
  Arguments arguments(evaluator, refused, diagnostics);
  const tmpl::Template& source = evaluator.context().source;
  if (const Node* resources = source.section("Resources"))
    for (const Member& resource : resources->members)
      if (as_intrinsic(resource.value)) arguments.walk(resource.value, place_at(resource.key_span), {kProperties});
  for (const tmpl::Resource& resource : source.resources()) {
    check_attributes(resource, arguments, refused);
    if (resource.properties && is_checked(resource))
      arguments.walk(*resource.properties, place_at(resource.node->find_member("Properties")->key_span), {kProperties});
  }
  check_globals(evaluator, arguments, diagnostics);
  if (const Node* outputs = source.section("Outputs")) {
    for (const Member& output : outputs->members) {
      refuse_texts(output.value, refused);
      const Node* exported = output.value.find("Export");
      if (const Member* name = exported ? exported->find_member("Name") : nullptr)
        arguments.walk(name->value, place_at(name->key_span), {kOutputs});
      const Member* value = output.value.find_member("Value");
      if (!value) continue;
      check_output_value(evaluator, value->value, place_at(value->key_span), diagnostics);
      if (!value->value.is_scalar() && !as_intrinsic(value->value)) refused.add(value->value.span);
      arguments.walk(value->value, place_at(value->key_span), {kOutputs, "E6101"});
    }
  }
  if (const Node* conditions = source.section("Conditions"))
    for (const Member& condition : conditions->members)
      arguments.walk(condition.value, place_at(condition.key_span), {kConditions});
  if (const Node* rules = source.section("Rules"))
    for (const Member& rule : rules->members) check_rule(rule.value, arguments, refused);
}

}  // namespace cxsam::lint::schema
