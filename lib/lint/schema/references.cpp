// What Fn::GetAtt, Fn::GetAZs and Fn::Select ask for must be there.
#include "lint/schema/references.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "facts/regions.h"
#include "facts/resource_types.h"
#include "lint/schema/candidates.h"
#include "lint/schema/intrinsic.h"
#include "lint/schema/keywords/keywords.h"
#include "lint/schema/resource_facts.h"
#include "lint/subjects/dynamic_reference.h"
#include "template/effective.h"
#include "template/evaluation.h"
#include "template/sub_string.h"

namespace cxsam::lint::schema {
namespace {

// `Function.Version`, `Api.Stage`: resources that SAM makes. Source: AWS SAM developer guide, "Reference resource properties".
bool leads_to_generated(std::string_view attribute) {
  static constexpr std::array<std::string_view, 6> kParts{"Alias", "Deployment", "DestinationQueue", "DestinationTopic",
                                                          "Stage", "Version"};
  const std::string_view first = attribute.substr(0, attribute.find('.'));
  return std::ranges::find(kParts, first) != kParts.end() || attribute.find('.') != std::string_view::npos;
}

}  // namespace

bool lacks(const tmpl::Template& source, std::string_view logical_id, std::string_view attribute) {
  const tmpl::Resource* resource = source.find_resource(logical_id);
  if (!resource || attribute.empty()) return false;
  // Source: AWS CloudFormation template reference, "AWS::CloudFormation::Stack", return values.
  if (resource->type == "AWS::CloudFormation::Stack" || resource->type == "AWS::Serverless::Application")
    return !attribute.starts_with("Outputs.");
  if (has_open_attributes(resource->type)) return false;
  if (resource->type.starts_with("AWS::Serverless::") && leads_to_generated(attribute)) return false;
  return !find_attribute(resource->type, attribute);
}

namespace {

/// The `${Name.Attribute}`s of a text that the function's own map does not explain.
std::vector<tmpl::SubTarget> targets_of(const Node& argument) {
  const Node& text = argument.is_list() && !argument.items.empty() ? argument.items.front() : argument;
  const tmpl::SubVariables own(argument);
  std::vector<tmpl::SubTarget> targets;
  for (const tmpl::SubPiece& piece : tmpl::parse_sub(text.text))
    if (piece.kind == tmpl::SubPiece::Kind::Name && !own.contains(piece.text))
      targets.push_back(tmpl::sub_target(trim(piece.text)));
  return targets;
}

// What cfn-lint finds replaced by the transform: attributes of the version and the alias of a function, and an API's stage in a
// text.
bool is_replaced(const CheckContext& context, const tmpl::Resource& resource, std::string_view attribute, bool in_text) {
  if (attribute.starts_with("Version.") || attribute.starts_with("Alias."))
    return tmpl::Effective(context.source, resource).find("AutoPublishAlias") != nullptr;
  const bool is_api = resource.type == "AWS::Serverless::Api" || resource.type == "AWS::Serverless::HttpApi";
  return is_api && in_text && attribute == "Stage";
}

// The same of the user's own template. Of some serverless types no attribute is described.
bool lacks_in(const CheckContext& context, std::string_view logical_id, std::string_view attribute, bool in_text = false) {
  if (lacks(context.source, logical_id, attribute)) return true;
  const tmpl::Resource* resource = context.source.find_resource(logical_id);
  if (!resource || attribute.empty() || context.options.dialect->trusts_serverless) return false;
  if (!resource->type.starts_with("AWS::Serverless::") || resource->type == "AWS::Serverless::Application") return false;
  return schema_of(resource->type) && !find_attribute(resource->type, attribute) &&
         !is_replaced(context, *resource, attribute, in_text);
}

// What is wrong with a variable of a text.
std::optional<std::string> wrong_variable(const CheckContext& context, const tmpl::SubTarget& target) {
  if (target.attribute.empty() && context.source.find_resource(target.name)) return std::nullopt;
  const TypeSet types = types_given(context, target.name, target.attribute);
  // Of an attribute that is not there no type is known.
  if (types == kAnyType && lacks_in(context, target.name, target.attribute, true))
    return "`" + std::string(target.name) + "` has no attribute `" + std::string(target.attribute) + "`";
  if (types & (context.options.dialect->converts_attributes ? kScalar : kString)) return std::nullopt;
  const std::string dot = target.attribute.empty() ? "" : ".";
  return "`${" + std::string(target.name) + dot + std::string(target.attribute) + "}` gives " + kinds_of(types) +
         ", and a text is wanted here";
}

std::vector<std::string> near_attributes(const CheckContext& context, std::string_view logical_id, std::string_view attribute) {
  if (!lacks_in(context, logical_id, attribute)) return {};
  return did_you_mean(attribute, attributes_of(context.source.find_resource(logical_id)->type));
}

std::optional<std::string> wrong_attribute(const CheckContext& context, std::string_view logical_id,
                                           std::string_view attribute) {
  if (!lacks_in(context, logical_id, attribute)) return std::nullopt;
  const tmpl::Resource* resource = context.source.find_resource(logical_id);
  return "`" + std::string(resource->type) + "` has no attribute `" + std::string(attribute) + "`";
}

std::optional<std::string> wrong_index(const Node& wanted, const Node& list) {
  if (!list.is_list()) return std::nullopt;
  const std::optional<std::int64_t> index = wanted.as_int();
  const std::size_t count = list.items.size();
  if (!index || *index < 0 || static_cast<std::size_t>(*index) < count) return std::nullopt;
  return "item " + std::to_string(*index) + " is wanted of a list of " + std::to_string(count) + ", which counts from 0";
}

std::optional<std::string> wrong_index(const Node& argument) {
  return argument.items.size() == 2 ? wrong_index(argument.items[0], argument.items[1]) : std::nullopt;
}

/// What the functions in an argument give is held against what the outer function can take.
class GivenArguments {
 public:
  GivenArguments(const Evaluator& evaluator, const Frame& frame, Outcome& outcome)
      : evaluator_(evaluator), frame_(frame), outcome_(outcome) {}

  /// `is_wrong` gives what is wrong with a value, or nothing. `rule` is that of names, which are told where they are used;
  /// empty: that of values, which are told where they come from.
  void check(const Node& argument, const Place& place, const std::function<std::optional<std::string>(const Node&)>& is_wrong,
             std::string_view rule = {}) {
    const std::optional<Intrinsic> call = as_intrinsic(argument);
    const Function* function = call ? find_function(call->name) : nullptr;
    if (!function || function->resolved.empty()) return;
    const CheckContext& context = evaluator_.context();
    const Candidates candidates = candidates_of(argument, frame_.scenario, evaluator_.solver(), context);
    const Place of_call = place_of(argument.members.front(), place, context.sources);
    std::vector<Fault> faults;
    for (const Candidate& candidate : candidates.values)
      if (std::optional<std::string> wrong = is_wrong(candidate.value))
        faults.push_back({rule.empty() ? function->resolved : rule, std::nullopt,
                          rule.empty() ? candidate.origin.value_or(of_call) : of_call, told_of(candidate.source, *wrong),
                          frame_.depth});
    if (candidates.one_will_do && faults.size() < candidates.values.size()) return;
    std::ranges::move(faults, std::back_inserter(outcome_.faults));
  }

 private:
  const Evaluator& evaluator_;
  const Frame& frame_;
  Outcome& outcome_;
};

// The attribute is written out, or a function gives its name.
void check_attribute(const Evaluator& evaluator, const Node& argument, const Frame& frame, Outcome& outcome) {
  const CheckContext& context = evaluator.context();
  const bool is_pair = argument.items.size() == 2;
  const Place place = is_pair ? place_of_item(argument, argument.items[1], frame.place, context.sources) : frame.place;
  if (const std::optional<tmpl::AttributeTarget> target = tmpl::attribute_target(argument);
      target && !target->attribute.empty()) {
    std::optional<std::string> wrong = wrong_attribute(context, target->logical_id, target->attribute);
    if (!wrong) return;
    outcome.faults.push_back({frame.rule,
                              std::nullopt,
                              place,
                              std::move(*wrong),
                              frame.depth,
                              {},
                              {},
                              near_attributes(context, target->logical_id, target->attribute)});
  } else if (is_pair && argument.items[0].is_string()) {
    const auto is_wrong = [&](const Node& given) { return wrong_attribute(context, argument.items[0].text, given.text); };
    GivenArguments(evaluator, frame, outcome).check(argument.items[1], place, is_wrong, frame.rule);
  }
}

std::vector<std::string> region_names() {
  const std::vector<std::string_view> regions = facts::all_regions();
  return {regions.begin(), regions.end()};
}

}  // namespace

void check_reference(const Evaluator& evaluator, const Member& call, const Frame& frame, Outcome& outcome) {
  const CheckContext& context = evaluator.context();
  const auto add = [&](const Place& place, std::string message, std::vector<std::string> hints) {
    outcome.faults.push_back({frame.rule, std::nullopt, place, std::move(message), frame.depth, {}, {}, std::move(hints)});
  };
  if (call.key == "Fn::GetAtt") {
    check_attribute(evaluator, call.value, frame, outcome);
  } else if (call.key == "Fn::Sub") {
    for (const tmpl::SubTarget& target : targets_of(call.value))
      if (std::optional<std::string> wrong = wrong_variable(context, target))
        add(frame.place, std::move(*wrong), near_attributes(context, target.name, target.attribute));
  } else if (call.key == "Fn::GetAZs") {
    if (call.value.is_scalar() && (call.value.is_null() || (!call.value.text.empty() && !facts::is_region(call.value.text))))
      add(frame.place, "`" + call.value.text + "` is no Region", did_you_mean(call.value.text, region_names()));
    GivenArguments(evaluator, frame, outcome).check(call.value, frame.place, [](const Node& given) {
      const bool is_region = given.is_scalar() && (given.text.empty() || facts::is_region(given.text));
      return is_region ? std::nullopt : std::optional("`" + given.text + "` is no Region");
    });
  } else if (call.key == "Fn::Split") {
    // Source: AWS CloudFormation user guide, "Get values stored in other services using dynamic references".
    if (call.value.items.size() == 2 && !dynamic_references(call.value.items[1].text).empty())
      add(place_of_item(call.value, call.value.items[1], frame.place, context.sources),
          "`Fn::Split` cuts the text before the dynamic reference in it is looked up", {});
  } else if (call.key == "Fn::Select") {
    if (std::optional<std::string> wrong = wrong_index(call.value)) add(frame.place, std::move(*wrong), {});
    if (call.value.items.size() == 2)
      GivenArguments(evaluator, frame, outcome).check(call.value.items[0], frame.place, [&](const Node& given) {
        return wrong_index(given, call.value.items[1]);
      });
  }
}

}  // namespace cxsam::lint::schema
