#include "template/parameter_type.h"

#include <algorithm>
#include <array>

namespace cxsam::tmpl {
namespace {

constexpr std::array<std::string_view, 10> kAwsTypes{"AWS::EC2::AvailabilityZone::Name",
                                                     "AWS::EC2::Image::Id",
                                                     "AWS::EC2::Instance::Id",
                                                     "AWS::EC2::KeyPair::KeyName",
                                                     "AWS::EC2::SecurityGroup::Id",
                                                     "AWS::EC2::SecurityGroup::GroupName",
                                                     "AWS::EC2::Subnet::Id",
                                                     "AWS::EC2::VPC::Id",
                                                     "AWS::EC2::Volume::Id",
                                                     "AWS::Route53::HostedZone::Id"};

/// "List<X>" -> "X".
std::optional<std::string_view> inside(std::string_view name, std::string_view wrapper) {
  if (!name.starts_with(wrapper) || !name.substr(wrapper.size()).starts_with('<') || !name.ends_with('>')) return std::nullopt;
  return name.substr(wrapper.size() + 1, name.size() - wrapper.size() - 2);
}

bool is_aws_type(std::string_view name) { return std::ranges::find(kAwsTypes, name) != kAwsTypes.end(); }

std::optional<ParameterType> find_ssm_value_type(std::string_view name) {
  if (name == "CommaDelimitedList") return ParameterType{.list = true, .ssm_value = true};
  const std::optional<std::string_view> item = inside(name, "List");
  const std::string_view base = item.value_or(name);
  if (base != "String" && base != "Number" && base != "AWS::SSM::Parameter::Name" && !is_aws_type(base)) return std::nullopt;
  return ParameterType{.list = item.has_value(), .ssm_value = true};
}

}  // namespace

std::optional<ParameterType> find_parameter_type(std::string_view name) {
  if (name == "String") return ParameterType{};
  if (name == "Number") return ParameterType{.number = true};
  if (name == "CommaDelimitedList" || name == "List<String>") return ParameterType{.list = true};
  if (name == "List<Number>") return ParameterType{.list = true, .number = true};
  if (name == "AWS::SSM::Parameter::Name" || is_aws_type(name)) return ParameterType{};
  if (const auto value = inside(name, "AWS::SSM::Parameter::Value")) return find_ssm_value_type(*value);
  if (const auto item = inside(name, "List"); item && is_aws_type(*item)) return ParameterType{.list = true};
  return std::nullopt;
}

std::vector<std::string> common_parameter_types() {
  std::vector<std::string> names{"String",
                                 "Number",
                                 "CommaDelimitedList",
                                 "List<Number>",
                                 "AWS::SSM::Parameter::Name",
                                 "AWS::SSM::Parameter::Value<String>",
                                 "AWS::SSM::Parameter::Value<List<String>>"};
  for (const std::string_view type : kAwsTypes) {
    names.emplace_back(type);
    names.push_back("List<" + std::string(type) + ">");
  }
  return names;
}

}  // namespace cxsam::tmpl
