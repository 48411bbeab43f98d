#include "lint/schema/intrinsic.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/schema/candidates.h"
#include "lint/schema/formats.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/resource_facts.h"
#include "template/evaluation.h"
#include "template/parameter_type.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

/// What a function gives, before anything of its value is known.
struct Gives {
  TypeSet types = kAnyType;
  std::vector<std::string_view> formats;  // "AWS::EC2::VPC.Id"; it is one of them
  bool described = false;                 // the facts describe it, so that no format means that it has none
};

std::vector<std::string_view> formats_of(Value document, Value schema) {
  std::vector<std::string_view> formats;
  if (const Value format = schema.find(Keyword::Format)) formats.push_back(format.text());
  for (const Keyword keyword : {Keyword::AnyOf, Keyword::OneOf, Keyword::AllOf}) {
    const Value branches = schema.find(keyword);
    for (std::uint32_t i = 0; i < branches.size(); ++i)
      std::ranges::copy(formats_of(document, follow(document, branches[i])), std::back_inserter(formats));
  }
  return formats;
}

Gives of_attribute(const CheckContext& context, std::string_view logical_id, std::string_view attribute) {
  const tmpl::Resource* resource = context.source.find_resource(logical_id);
  if (resource && resource->type == "AWS::CloudFormation::Stack" && attribute.starts_with("Outputs."))
    return {kScalar, {}, false};
  if (!resource || has_open_attributes(resource->type)) return {};
  const std::optional<Attribute> found = find_attribute(resource->type, attribute);
  if (!found) return {};
  const Value schema = follow(found->document, found->schema);
  // Properties that are given back are described as what may be written, not as what comes out.
  const bool comes_out = attribute.empty() || is_read_only(resource->type, attribute);
  Gives gives{kAnyType, formats_of(found->document, schema), comes_out};
  if (const Value type = schema.find(Keyword::Type)) gives.types = types_of(type);
  const bool is_converted = found->is_text || context.options.dialect->converts_attributes;
  if (is_converted && (gives.types & kScalar)) gives.types |= kScalar;
  return gives;
}

// Source: AWS CloudFormation template reference, "AWS::EC2::SecurityGroup", return values: the name of a group without a VPC.
std::string_view format_of_group(const CheckContext& context, std::string_view name) {
  const Node* properties = context.source.find_resource(name)->properties;
  return properties && properties->find_member("VpcId") ? "AWS::EC2::SecurityGroup.Id" : "AWS::EC2::SecurityGroup.Name";
}

Gives of_ref(const CheckContext& context, std::string_view name) {
  if (name == "AWS::NotificationARNs") return {kList, {}, false};
  if (is_pseudo_parameter(name)) return {kScalar, {}, false};
  if (const Node* parameter = context.source.entry("Parameters", name)) {
    const Node* type = parameter->find("Type");
    if (type && type->is_string() && !context.options.dialect->names_untyped && !tmpl::find_parameter_type(type->text))
      return {TypeSet{0}, {}, false};
    const bool is_list = type && (type->text == "CommaDelimitedList" || type->text.find("List<") != std::string::npos ||
                                  type->text.find("<CommaDelimitedList>") != std::string::npos);
    return {is_list ? TypeSet{kList} : TypeSet{kScalar}, {}, false};
  }
  if (!context.source.find_resource(name)) return {};
  Gives gives = of_attribute(context, name, "");
  gives.types = kScalar;
  if (context.source.find_resource(name)->type == "AWS::EC2::SecurityGroup") gives.formats = {format_of_group(context, name)};
  return gives;
}

Gives what_it_gives(const CheckContext& context, const Node& argument, const Function& function) {
  if (function.name == "Ref") return of_ref(context, argument.text);
  if (function.name == "Fn::GetAtt") {
    const std::optional<tmpl::AttributeTarget> target = tmpl::attribute_target(argument);
    const bool is_computed = std::ranges::any_of(argument.items, [](const Node& part) { return !part.is_string(); });
    return target && !is_computed ? of_attribute(context, target->logical_id, target->attribute) : Gives{};
  }
  return {function.gives, {}, false};
}

bool is_about_value(Keyword keyword) {
  using enum Keyword;
  static constexpr std::array kKeywords{Enum,    EnumCaseInsensitive, Pattern,         Minimum,
                                        Maximum, ExclusiveMinimum,    ExclusiveMaximum};
  return std::ranges::find(kKeywords, keyword) != kKeywords.end();
}

// cfn-lint does not hold what a function gives against these.
bool is_left_out(Keyword keyword) { return keyword == Keyword::UniqueItems || keyword == Keyword::EnumCaseInsensitive; }

// Whether a schema says more of a value than its kind.
bool says_more_than_type(Value schema) {
  for (std::uint32_t i = 0; i < schema.size(); ++i) {
    const std::optional<Keyword> keyword = schema.keyword(i);
    if (keyword && *keyword != Keyword::Type && !is_left_out(*keyword)) return true;
  }
  return false;
}

struct Subject {
  const Evaluator& evaluator;
  Value schema;
  const Node& node;
  const Function& function;
  const Frame& frame;
};

Outcome try_candidate(const Subject& subject, const Candidate& candidate) {
  const Place place = place_of(subject.node.members.front(), subject.frame.place, subject.evaluator.context().sources);
  const bool is_claimed = subject.frame.claims_refs && subject.function.name == "Ref";
  Frame inner = subject.frame;
  inner.functions = {};
  Outcome outcome;
  subject.evaluator.check(subject.schema, candidate.value, inner, outcome);
  for (Fault& fault : outcome.faults) {
    fault.rule = is_claimed ? subject.frame.rule : subject.function.resolved;
    fault.refused = {};  // what it gives, not what is written
    fault.is_given = true;
    fault.place = place;
    if (candidate.origin && fault.keyword && is_about_value(*fault.keyword)) {
      fault.place = *candidate.origin;
      fault.related.push_back({place.span, "it is used here"});
    }
    fault.depth = subject.frame.depth;
    if (candidate.source.empty())
      fault.message = "what `" + std::string(subject.function.name) + "` gives here is wrong: " + fault.message;
    else
      fault.message = told_of(candidate.source, fault.message);
  }
  return outcome;
}

// A text from a parameter may be "true" by the time of deployment.
bool is_about_boolean(const Fault& fault, Value schema) {
  return fault.keyword == Keyword::Type && (types_of(schema.find(Keyword::Type)) & kBoolean);
}

// Whose account a principal is a parameter says at deployment.
bool is_left_out(Keyword keyword, const Subject& subject) {
  return is_left_out(keyword) || (keyword == Keyword::AnyOf && subject.function.name == "Ref" && !subject.frame.rule.empty());
}

void check_values(const Subject& subject, Outcome& outcome) {
  const CheckContext& context = subject.evaluator.context();
  const Candidates candidates = candidates_of(subject.node, subject.frame.scenario, subject.evaluator.solver(), context);
  std::vector<Fault> faults;
  bool one_is_valid = false;
  for (const Candidate& candidate : candidates.values) {
    Outcome tried = try_candidate(subject, candidate);
    one_is_valid = one_is_valid || tried.faults.empty();
    std::ranges::move(tried.faults, std::back_inserter(faults));
  }
  if (candidates.one_will_do && one_is_valid) return;
  const Value wanted = follow(subject.frame.document, subject.schema);
  std::erase_if(faults, [&](const Fault& fault) { return fault.keyword && is_left_out(*fault.keyword, subject); });
  for (Fault& fault : faults)
    if (!is_about_boolean(fault, wanted)) outcome.faults.push_back(std::move(fault));
}

// What to write for a text from a list, and for a list from a text.
std::string hint_for_kind(const Node& node, TypeSet given, TypeSet wanted) {
  const std::string_view name = node.members.front().key;
  if (given == kList && (wanted & kString))
    return "make one text of it: `!Join [',', ...]`, or take one item: `!Select [0, ...]`";
  if ((given & kString) && wanted == kList && name != "Fn::Join")
    return "write a list with this as its item, or `!Split [',', ...]`";
  return {};
}

// True when the function gives no value of a type that is wanted.
bool check_kind(const Check& check, const Gives& gives, const Function& function) {
  const Value own = check.value.find(Keyword::Type);  // beside a reference to the rest
  const Value type = own ? own : check.schema.find(Keyword::Type);
  const TypeSet type_as_written = type ? types_of(type) : TypeSet{kAnyType};
  TypeSet types = type_as_written;
  const bool is_exact = function.name == "Fn::GetAtt" && !check.evaluator.context().options.dialect->converts_attributes;
  if (is_exact && (types & (kInteger | kBoolean))) return false;
  if (!is_exact && (types & kScalar)) types |= kScalar;
  if (types & gives.types) return false;
  if (types == kMap && function.name == "Fn::GetAtt" && check.value.find(Keyword::Ref)) return false;  // as cfn-lint has it
  if (types == kMap && function.name == "Ref" && gives.types == kList) return false;                   // as cfn-lint has it
  Fault& fault = check.fault(Keyword::Type, "`" + std::string(function.name) + "` gives " + kinds_of(gives.types) + ", and " +
                                                kinds_of(type_as_written) + " is wanted here");
  if (std::string hint = hint_for_kind(check.node, gives.types, type_as_written); !hint.empty())
    fault.hints.push_back(std::move(hint));
  // In arguments the outermost function has the word, unless it is a name that leads to something else.
  const bool speaks_for_all = check.frame.in_arguments || check.frame.rule == "E3024";
  const bool is_named = function.name == "Ref" && !speaks_for_names(check.frame.rule) && check.frame.rule != "E3024";
  const bool is_own = !speaks_for_all || is_named;
  if (is_own) fault.rule = function.rule;
  if (function.name == "Fn::Sub" && !check.frame.in_arguments) fault.refused = check.node.span;  // one mistake is enough
  if (function.name == "Fn::GetAtt")
    fault.place = place_of(check.node.members.front(), check.frame.place, check.evaluator.context().sources);
  return true;
}

// The resource that a Ref or Fn::GetAtt names.
const tmpl::Resource* named_resource(const CheckContext& context, const Node& node) {
  const Node& argument = node.members.front().value;
  const std::optional<tmpl::AttributeTarget> target = tmpl::attribute_target(argument);
  return context.source.find_resource(target ? target->logical_id : argument.text);
}

// "`Ref` to `Role`", "`Fn::GetAtt` of `Role.RoleId`".
std::string written(const Node& node) {
  const std::string& name = node.members.front().key;
  const Node& argument = node.members.front().value;
  const std::optional<tmpl::AttributeTarget> target = tmpl::attribute_target(argument);
  if (name == "Fn::GetAtt" && target)
    return "`Fn::GetAtt` of `" + std::string(target->logical_id) + "." + target->attribute + "`";
  return "`" + name + "` to `" + argument.text + "`";
}

// How the resource gives what is wanted, where it does.
std::string hint_for_format(const CheckContext& context, const Node& node, std::string_view wanted) {
  const tmpl::Resource* resource = named_resource(context, node);
  if (!resource) return {};
  const std::string id(resource->logical_id);
  const auto gives_it = [&](std::string_view attribute) {
    const std::vector<std::string_view> formats = of_attribute(context, id, attribute).formats;
    return std::ranges::find(formats, wanted) != formats.end();
  };
  if (gives_it("")) return "write `!Ref " + id + "`";
  const std::vector<std::string> attributes = attributes_of(resource->type);
  const auto attribute = std::ranges::find_if(attributes, gives_it);
  if (attribute != attributes.end()) return "write `!GetAtt " + id + "." + *attribute + "`";
  return "name another resource: `" + id + "` is a `" + std::string(resource->type) + "`";
}

void check_kind_of_text(const Check& check, const Gives& gives, const Function& function) {
  const Dialect& dialect = *check.evaluator.context().options.dialect;
  const Value beside = check.value.find(Keyword::Format);  // a reference to the rest, where there is one
  const std::string_view wanted = (beside || !dialect.fills_gaps ? beside : check.schema.find(Keyword::Format)).text();
  if (wanted.empty() || (dialect.forgives_loose_formats && is_loose(wanted)) || !gives.described) return;
  if (std::ranges::find(gives.formats, wanted) != gives.formats.end()) return;
  const std::string given = gives.formats.empty() ? "something else" : "the `" + std::string(gives.formats.front()) + "`";
  Fault& fault = check.fault(
      Keyword::Format, written(check.node) + " gives " + given + ", and the `" + std::string(wanted) + "` is wanted here");
  fault.rule = function.name == "Ref" ? "E1041" : "E1040";
  if (std::string hint = hint_for_format(check.evaluator.context(), check.node, wanted); !hint.empty())
    fault.hints.push_back(std::move(hint));
}

}  // namespace

bool is_attribute_of_nothing(const Member& call) {
  return call.key == "Fn::GetAtt" && call.value.is_string() && call.value.text.find('.') == std::string::npos;
}

bool is_unknown(const Function& function, const CheckContext& context) {
  return needs_extensions(function) && !has_transform(context.source.root(), "AWS::LanguageExtensions");
}

void check_intrinsic(const Evaluator& evaluator, Value schema, const Node& node, const Function& function, const Frame& frame,
                     Outcome& outcome) {
  const Value wanted = follow(frame.document, schema);
  const CheckContext& context = evaluator.context();
  const Check check{evaluator, schema, wanted, node, frame, outcome};
  const Gives gives = what_it_gives(context, node.members.front().value, function);

  if (evaluator.breaks_form(frame) && is_attribute_of_nothing(node.members.front())) {
    outcome.faults.push_back({function.rule, std::nullopt, frame.place, "`Fn::GetAtt` names no attribute"});
    return;
  }
  // What parameters give is open until deployment.
  outcome.open = outcome.computed = true;
  if (is_unknown(function, context)) return;
  bool wrong_kind = false;
  if (frame.judges_functions) {
    wrong_kind = check_kind(check, gives, function);
    if (!wrong_kind) check_kind_of_text(check, gives, function);
  }
  // A text where a list is wanted is told once more, with the text, and so is a list where a text is wanted.
  const bool judged_already = wrong_kind && function.name != "Ref";
  // Of arguments of functions it is said what parameters give.
  const bool is_parameter = function.name == "Ref" && !is_pseudo_parameter(node.members.front().value.text);
  if (frame.in_arguments && (!is_parameter || wrong_kind)) return;
  if (!outcome.testing && frame.resolves && !function.resolved.empty() && !judged_already && !frame.json_text &&
      says_more_than_type(wanted)) {
    if (outcome.looked_up) outcome.looked_up->emplace(node.span.file, node.span.begin);
    check_values({evaluator, schema, node, function, frame}, outcome);
  }
}

TypeSet types_given(const CheckContext& context, std::string_view name, std::string_view attribute) {
  return attribute.empty() ? of_ref(context, name).types : of_attribute(context, name, attribute).types;
}

TypeSet types_given(const CheckContext& context, const Node& node) {
  const std::optional<Intrinsic> call = as_intrinsic(node);
  const Function* function = call ? find_function(call->name) : nullptr;
  return function ? what_it_gives(context, *call->argument, *function).types : types_of(node);
}

}  // namespace cxsam::lint::schema
