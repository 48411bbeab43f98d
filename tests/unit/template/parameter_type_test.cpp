#include "template/parameter_type.h"

#include <catch2/catch.hpp>

using namespace cxsam::tmpl;

TEST_CASE("find_parameter_type: lists, numbers and what Systems Manager holds", "[template]") {
  CHECK_FALSE(find_parameter_type("String")->list);
  CHECK(find_parameter_type("Number")->number);
  CHECK(find_parameter_type("CommaDelimitedList")->list);
  CHECK(find_parameter_type("List<Number>")->number);
  CHECK(find_parameter_type("List<AWS::EC2::Subnet::Id>")->list);
  CHECK_FALSE(find_parameter_type("AWS::SSM::Parameter::Name")->ssm_value);
  CHECK(find_parameter_type("AWS::SSM::Parameter::Value<String>")->ssm_value);
  CHECK(find_parameter_type("AWS::SSM::Parameter::Value<List<String>>")->list);
  CHECK(find_parameter_type("AWS::SSM::Parameter::Value<CommaDelimitedList>")->list);
  CHECK(find_parameter_type("AWS::SSM::Parameter::Value<List<AWS::EC2::VPC::Id>>")->list);
}

TEST_CASE("find_parameter_type: unknown names", "[template]") {
  for (const char* name : {"", "string", "List", "List<>", "List<List<String>>", "List<String", "AWS::EC2::Subnet",
                           "AWS::SSM::Parameter::Value", "AWS::SSM::Parameter::Value<>", "AWS::SSM::Parameter::Value<Map>"})
    CHECK_FALSE(find_parameter_type(name));
}

TEST_CASE("common_parameter_types: each is a type", "[template]") {
  for (const std::string& name : common_parameter_types()) CHECK(find_parameter_type(name));
}
