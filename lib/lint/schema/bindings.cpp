// Rules that are data: a schema, and the places of the template that it is held against (schemas/rules/bindings.tsv).
#include <algorithm>
#include <set>

#include "base/text.h"
#include "lint/places/choice.h"
#include "lint/places/names.h"
#include "lint/schema/embedded_json.h"
#include "lint/schema/passes.h"
#include "lint/schema/state_language.h"
#include "lint/schema/words.h"
#include "lint/settings/regions.h"
#include "template/effective.h"

namespace cxsam::lint::schema {

namespace {

// S3 takes policies whose statements have one name. Of an instance in a cluster cfn-lint tells that it has a retention of its
// own only where both are written out.
bool is_harmless(const Fault& fault, std::string_view type, const Node& node) {
  if (type == "AWS::S3::BucketPolicy") return fault.keyword == facts::Keyword::UniqueKeys;
  const auto is_given = [&](std::string_view name) {
    const Node* value = node.find(name);
    return value && as_intrinsic(*value);
  };
  return fault.rule == "E3719" && fault.keyword == facts::Keyword::Properties &&
         (is_given("DBClusterIdentifier") || is_given("BackupRetentionPeriod"));
}

// RDS takes the names of engines in any case.
Node with_engine_in_lower_case(Node properties) {
  for (Member& member : properties.members) {
    if (member.key == "Engine" && member.value.is_string()) member.value.text = to_lower(member.value.text);
  }
  return properties;
}

// For rules that resolve functions inside of a document.
bool is_given_whole(const Node& document) {
  const std::optional<Intrinsic> whole = as_intrinsic(document);
  return whole && whole->name != "Fn::If";
}

// The finding that stands nearest to where the evaluation began says most about the whole; of several there, that a value is
// of the wrong kind.
void keep_best(std::vector<Fault>& faults, std::string_view rule) {
  const auto of_functions =
      std::ranges::stable_partition(faults, [rule](const Fault& fault) { return fault.rule == rule || fault.is_given; });
  if (of_functions.begin() - faults.begin() < 2) return;
  const auto rank = [](const Fault& fault) { return std::pair(fault.depth, fault.keyword != facts::Keyword::Type); };
  const auto best = std::ranges::min_element(faults.begin(), of_functions.begin(), {}, rank);
  std::vector<Fault> kept{std::move(*best)};
  std::ranges::move(of_functions, std::back_inserter(kept));
  faults = std::move(kept);
}

bool has_known_language(const Node& machine) {
  const Node* language = machine.find("QueryLanguage");
  return !language || language->text == "JSONata" || language->text == "JSONPath";
}

// No service converts the text of a template itself, or what stands beside a resource's properties.
bool is_as_written(std::string_view rule) { return rule == "E1004" || rule == "E1005" || rule == "E3001" || rule == "E4001"; }

// What stands in `Globals` stands in the properties of resources in the end.
FunctionSet functions_in(std::string_view section, std::string_view rule) {
  if (section == "Globals") return FunctionSet::of_resources();
  const bool decides = section == "Conditions" || (section == "Rules" && rule != "E1700");
  return decides ? FunctionSet::of_conditions() : FunctionSet{};
}

// Where a section's schema says nothing of what is in a map or list, nothing (null) is wrong at any depth.
void find_nulls(const Evaluator& evaluator, const Node& node, const Frame& frame, Outcome& outcome) {
  const auto look = [&](const Node& value, const Frame& inner) {
    if (value.is_null())
      outcome.faults.push_back({frame.rule, facts::Keyword::Type, inner.place, "found nothing: write a value, or remove it"});
    find_nulls(evaluator, value, inner, outcome);
  };
  for (const Member& member : node.members) look(member.value, evaluator.below(frame, member));
  for (const Node& item : node.items) look(item, evaluator.below(frame, node, item));
}

// The policies of resources, and the lists of mappings.
bool is_undescribed(std::uint32_t depth, std::string_view rule, const Member& member) {
  if (rule == "E3001") return depth == 2 && (member.key == "CreationPolicy" || member.key == "UpdatePolicy");
  return depth == 3 && member.value.is_list();
}

class Bindings {
 public:
  Bindings(const Evaluator& evaluator, Refused& refused, Diagnostics& diagnostics)
      : evaluator_(evaluator), refused_(refused), diagnostics_(diagnostics), regions_(regions_of(evaluator.context())) {}

  void check_section(const Member& section) {
    for (const Binding& binding : bindings_of_section(section.key)) {
      if (!binding.schema || (binding.rule == "E3724" && !has_globals(section))) continue;
      Frame frame = frame_for(binding, place_at(section.key_span));
      frame.section = section.key;
      frame.nulls_count = true;
      frame.functions = functions_in(section.key, binding.rule);
      visit(section.value, frame, binding, 0);
    }
  }

  void check_resource(const tmpl::Resource& resource) {
    const tmpl::Effective merged(evaluator_.context().source, resource, evaluator_.context().options.dialect->shared_key);
    type_ = resource.type;
    placeholders_ = resource.property("DefinitionSubstitutions");
    const bool is_instance = resource.type == "AWS::RDS::DBInstance";
    const Node changed = is_instance ? with_engine_in_lower_case(merged.node()) : Node{};
    const Node& properties = is_instance ? changed : merged.node();
    for (const std::string_view type : {std::string_view("*"), resource.type})
      for (const Binding& binding : evaluator_.context().bindings.of_type(type)) check_binding(binding, resource, properties);
  }

 private:
  void check_binding(const Binding& binding, const tmpl::Resource& resource, const Node& properties) {
    if (!binding.schema || (binding.is_gap && !evaluator_.context().options.dialect->fills_gaps)) return;
    Frame frame = frame_for(binding, place_at(resource.id_span));
    if (resource.condition)
      if (const auto scenario = evaluator_.solver().assume({}, *resource.condition, true)) frame.scenario = *scenario;
    if (binding.path.empty() || binding.path.front() != "Properties") {
      frame.nulls_count = true;
      return visit(*resource.node, frame, binding, 0);
    }
    if (const Member* member = resource.node->find_member("Properties")) {
      if (member->value.is_list() || member->value.is_string()) return;  // they are no map: that is a finding of its own
      frame = evaluator_.below(frame, *member);
    }
    visit(properties, frame, binding, 1);
  }

  // Those that are no map E1001 tells of, and those that SAM does not read E3724 itself.
  [[nodiscard]] bool has_globals(const Member& section) const {
    return section.value.is_map() && evaluator_.context().source.is_serverless();
  }

  static Frame frame_for(const Binding& binding, const Place& place) {
    return {.document = binding.schema,
            .scenario = {},
            .place = place,
            .functions = binding.functions == FunctionReading::Literal ? FunctionSet{} : FunctionSet::of_resources(),
            .rule = binding.rule,
            .depth = 0,
            .section = {},
            .judges_functions = binding.functions == FunctionReading::Judged,
            .resolves = binding.functions == FunctionReading::Resolved,
            .as_written = is_as_written(binding.rule)};
  }

  // `step` of the binding's path is the next to take.
  void visit(const Node& node, const Frame& frame, const Binding& binding, std::size_t step) {
    const bool is_end = step == binding.path.size();
    if (is_end && binding.rule == "E3601") return check_machine(node, frame);
    const std::optional<Choice> choice = as_choice(node);
    if (choice && (!is_end || frame.section.empty())) return visit_choice(*choice, frame, binding, step);
    if (is_end) return check(node, frame, binding);
    if (binding.path[step] != "*") {
      const Member* member = node.find_member(binding.path[step]);
      if (member) visit(member->value, evaluator_.below(frame, *member), binding, step + 1);
      return;
    }
    for (const Node& item : node.items) visit(item, evaluator_.below(frame, node, item), binding, step + 1);
    for (const Member& member : node.members)
      if (!as_intrinsic(node)) visit(member.value, evaluator_.below(frame, member), binding, step + 1);
  }

  void visit_choice(const Choice& choice, const Frame& frame, const Binding& binding, std::size_t step) {
    const ConditionSolver& solver = evaluator_.solver();
    if (!solver.find(choice.condition)) return;  // decides nothing
    for (const Branch& branch : branches_of(choice, frame.place, frame.scenario, solver, evaluator_.context().sources)) {
      Frame inner = Evaluator::below(frame, branch.place);
      inner.scenario = branch.scenario.value_or(frame.scenario);
      visit(*branch.node, inner, binding, step);
    }
  }

  void check(const Node& node, const Frame& frame, const Binding& binding) {
    Outcome outcome;
    if (binding.regional) {
      check_in_regions(node, frame, outcome);
    } else {
      Frame inner = frame;
      inner.json_text = binding.is_policy;
      if (binding.functions == FunctionReading::Inside && !is_given_whole(node)) inner.resolves = inner.claims_refs = true;
      if (binding.is_policy && !is_given_whole(node)) inner.judges_functions = true;
      evaluator_.check(frame.document, node, inner, outcome);
      check_undescribed(binding.rule, node, inner, outcome);
    }
    std::erase_if(outcome.faults, [&](const Fault& fault) { return is_harmless(fault, type_, node); });
    if (!binding.all && !binding.is_policy) keep_best(outcome.faults, binding.rule);
    if (binding.functions == FunctionReading::Judged) note_refused(outcome.faults, refused_);
    tell_in_words_of(binding.rule, node, outcome.faults);
    if (evaluator_.context().options.dialect->has_own_ids) place_at_words(binding.rule, node, frame, outcome.faults);
    report(std::move(outcome.faults), diagnostics_);
  }

  void check_undescribed(std::string_view rule, const Node& node, const Frame& frame, Outcome& outcome) {
    if (rule != "E3001" && rule != "E7001") return;
    for (const Member& member : node.members) {
      const Frame inner = evaluator_.below(frame, member);
      if (is_undescribed(inner.depth, rule, member))
        find_nulls(evaluator_, member.value, inner, outcome);
      else if (inner.depth < 3)
        check_undescribed(rule, member.value, inner, outcome);
    }
  }

  // That several properties do not go together is told at the last that the words name, not at all of them.
  void place_at_words(std::string_view rule, const Node& node, const Frame& frame, std::vector<Fault>& faults) const {
    const Member* member = member_in_words(rule, node);
    if (!member) return;
    const Place place = evaluator_.below(frame, *member).place;
    for (Fault& fault : faults)
      if (fault.keyword == facts::Keyword::Properties && fault.place.span == frame.place.span) fault.place = place;
  }

  // Where CX4001 judges the machine it knows more than the schema, but for what functions inside of it give. A machine that
  // conditions choose, or of no known language, is left to it.
  // cfn-lint looks into texts only where the template is as it was written, which SAM templates are not.
  void check_machine(const Node& node, const Frame& frame) {
    const CheckContext& context = evaluator_.context();
    if (as_intrinsic(node) || !has_known_language(node)) return;
    if (node.is_string() && !context.options.dialect->reads_transformed &&
        has_transform(context.source.root(), "AWS::Serverless-2016-10-31"))
      return;
    const std::optional<Node> embedded = node.is_string() ? read_embedded_json(node) : std::nullopt;
    if (node.is_string() ? !embedded : node.members.empty()) return;  // CX4001 tells, or E3002
    Outcome outcome;
    const Node machine = in_one_language(embedded ? *embedded : node);
    Frame inner = frame;
    inner.placeholders = placeholders_;
    if (!is_given_whole(node)) inner.resolves = inner.claims_refs = true;
    evaluator_.check(frame.document, machine, inner, outcome);
    check_starts(evaluator_, machine, frame, outcome);
    if (context.options.dialect->has_own_ids) std::erase_if(outcome.faults, [](const Fault& fault) { return !fault.is_given; });
    report(std::move(outcome.faults), diagnostics_);
  }

  // A table of schemas by Region. Regions that it does not name are not known well enough.
  void check_in_regions(const Node& node, const Frame& frame, Outcome& outcome) {
    for (const std::string_view region : regions_) {
      Frame inner = frame;
      inner.document = frame.document.find(region);
      if (inner.document) evaluator_.check(inner.document, node, inner, outcome);
    }
  }

  const Evaluator& evaluator_;
  Refused& refused_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> regions_;
  std::string_view type_;               // of the resource that is being checked
  const Node* placeholders_ = nullptr;  // and its substitutions
};

}  // namespace

void check_bindings(const Evaluator& evaluator, Refused& refused, Diagnostics& diagnostics) {
  Bindings bindings(evaluator, refused, diagnostics);
  const tmpl::Template& source = evaluator.context().source;
  for (const Member& section : source.root().members) bindings.check_section(section);
  for (const tmpl::Resource& resource : source.resources()) bindings.check_resource(resource);
}

}  // namespace cxsam::lint::schema
