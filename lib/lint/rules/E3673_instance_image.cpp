#include "lint/places.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Only a launch template of this template can be looked into.
bool may_bring_image(const CheckContext& context, const PlacedValue& launch) {
  for (const std::string_view name : {"LaunchTemplateId", "LaunchTemplateName"})
    for (const PlacedValue& id : values_below(context, launch, {name})) {
      const tmpl::Resource* launch_template = referred_resource(context, *id.node);
      if (!launch_template) return true;
      if (!values_at(context, *launch_template, {"Properties", "LaunchTemplateData", "ImageId"}).empty()) return true;
    }
  return false;
}

bool has_image(const CheckContext& context, const PlacedValue& properties) {
  if (properties.node->find("ImageId") || as_intrinsic(*properties.node)) return true;
  for (const PlacedValue& launch : values_below(context, properties, {"LaunchTemplate"}))
    if (may_bring_image(context, launch)) return true;
  return false;
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* instance : resources_of(context, "AWS::EC2::Instance")) {
    const auto report = [&](Span where) {
      findings.add(where,
                   "instance `" + std::string(instance->logical_id) + "` has no `ImageId`, and no launch template brings one");
    };
    if (!instance->node->find("Properties")) report(instance->id_span);
    for (const PlacedValue& properties : values_at(context, *instance, {"Properties"}))
      if (!has_image(context, properties)) report(properties.where);
  }
}

}  // namespace

extern const Rule rule_E3673_instance_image;
const Rule rule_E3673_instance_image{
    .id = "E3673",
    .summary = "an instance has an image, its own or that of its launch template",
    .why = "EC2 cannot start an instance without an image.",
    .check = check,
};

}  // namespace cxsam::lint
