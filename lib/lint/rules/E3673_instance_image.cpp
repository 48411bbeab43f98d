#include "lint/places/choice.h"
#include "lint/places/place.h"
#include "lint/places/presence.h"
#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/schema/evaluator.h"

namespace cxsam::lint {
namespace {

using schema::Frame;

// An empty text names no image.
bool names_image(const Node* image) { return image && !(image->is_string() && image->text.empty()); }

// Only a launch template of this template can be looked into.
bool brings_image(const CheckContext& context, const Node& launch, ScenarioView& view) {
  if (as_intrinsic(launch)) return true;
  for (const std::string_view name : {"LaunchTemplateId", "LaunchTemplateName"}) {
    const Node* id = view.find(launch, name);
    if (!id) continue;
    const tmpl::Resource* launch_template = referred_resource(context, *id);
    if (!launch_template) return true;
    const Node* data = launch_template->properties ? view.find(*launch_template->properties, "LaunchTemplateData") : nullptr;
    if (data && (as_intrinsic(*data) || names_image(view.find(*data, "ImageId")))) return true;
  }
  return false;
}

bool has_image(const CheckContext& context, const Node& properties, ScenarioView& view) {
  if (as_intrinsic(properties) || names_image(view.find(properties, "ImageId"))) return true;
  const Node* launch = view.find(properties, "LaunchTemplate");
  return launch && brings_image(context, *launch, view);
}

const Node* find_no_value(const Node& node) {
  if (is_no_value(node)) return &node;
  const std::optional<Choice> choice = as_choice(node);
  if (!choice) return nullptr;
  const Node* found = find_no_value(*choice->yes);
  return found ? found : find_no_value(*choice->no);
}

// Where an image is named in some scenario, what is missing is missing there.
Span place_of_missing(const CheckContext& context, const PlacedValue& properties) {
  const Member* image = properties.node->find_member("ImageId");
  if (!image || image->value.is_null() || !names_image(&image->value)) return properties.place.span;
  const Node* no_value = find_no_value(image->value);
  if (!no_value) return image->key_span;
  return place_of(no_value->members.front(), place_at(image->key_span), context.sources).span;
}

bool lacks_image(const CheckContext& context, const PlacedValue& properties) {
  Frame start;
  start.scenario = properties.scenario;
  bool lacks = false;
  schema::Evaluator(context, context.conditions)
      .for_each_scenario(start, [&](const Frame& frame) -> std::optional<std::string_view> {
        ScenarioView view{frame.scenario, context.conditions};
        const bool is_there = has_image(context, *properties.node, view);
        if (view.undecided) return view.undecided;
        lacks = lacks || !is_there;
        return std::nullopt;
      });
  return lacks;
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* instance : resources_of(context, "AWS::EC2::Instance")) {
    const auto report = [&](Span where) {
      findings.add(where,
                   "instance `" + std::string(instance->logical_id) + "` has no `ImageId`, and no launch template brings one");
    };
    if (!instance->node->find("Properties")) report(instance->id_span);
    for (const PlacedValue& properties : values_at(context, *instance, {"Properties"}))
      if (lacks_image(context, properties)) report(place_of_missing(context, properties));
  }
}

}  // namespace

extern const Rule rule_E3673_instance_image{
    .id = "E3673",
    .summary = "an instance has an image, its own or that of its launch template",
    .why = "EC2 cannot start an instance without an image.",
    .check = check,
};

}  // namespace cxsam::lint
