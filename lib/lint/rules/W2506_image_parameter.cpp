#include <set>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  std::set<const Member*> reported;
  for (const PlacedValue& value : values_for_rule(context, "W2506")) {
    const Member* parameter = referred_parameter(context, *value.node);
    const Member* type = parameter ? parameter->value.find_member("Type") : nullptr;
    if (!type || !type->value.is_string() || type->value.text == "AWS::EC2::Image::Id" ||
        type->value.text == "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>" || !reported.insert(parameter).second)
      continue;
    Diagnostic& finding = findings.add(type->key_span, "parameter `" + parameter->key + "` is used as an image");
    finding.related.push_back({value.place.span, "here"});
    finding.hints.emplace_back("give it the type `AWS::EC2::Image::Id`, or `AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>`");
  }
}

}  // namespace

extern const Rule rule_W2506_image_parameter{
    .id = "W2506",
    .summary = "a parameter for an image has the type of images",
    .why = "With `AWS::EC2::Image::Id` CloudFormation checks that the image exists before anything is made.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
