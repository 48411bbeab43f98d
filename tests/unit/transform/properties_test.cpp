#include "transform/properties.h"

#include <algorithm>

#include "base/text.h"
#include "facts/sam_properties.h"
#include "tests/unit/transform/helpers.h"
#include "transform/event_type.h"
#include "transform/resource_type.h"

using namespace cxsam;
using namespace cxsam::transform;

namespace {

std::string find_missing(std::string_view owner, std::span<const Property> table) {
  std::string missing;
  for (const facts::SamProperty& documented : facts::sam_properties(owner)) {
    if (documented.name == "SourceReference") continue;  // of connectors that are embedded in their source
    if (std::ranges::find(table, documented.name, &Property::name) == table.end())
      missing += std::string(documented.name) + " ";
  }
  return missing;
}

}  // namespace

TEST_CASE("properties: what AWS documents is in the tables") {
  for (const ResourceType* type : all_resource_types()) {
    INFO(type->name);
    if (!type->open) CHECK(find_missing(type->name, type->properties).empty());
  }
  for (const EventType* type : all_event_types()) {
    INFO(type->name);
    if (type->to_function) CHECK(find_missing("function-" + to_lower(type->name), type->properties).empty());
    if (type->to_state_machine) {
      const auto of_machine = type->machine_properties.empty() ? type->properties : type->machine_properties;
      CHECK(find_missing("statemachine-statemachine" + to_lower(type->name), of_machine).empty());
    }
  }
}

TEST_CASE("properties: a wrong kind says what AWS documents") {
  const auto timeout = facts::find_sam_property("AWS::Serverless::Function", "Timeout");
  REQUIRE(timeout);
  CHECK(timeout->type == "Integer");
  CHECK(timeout->default_value == "3");
  CHECK_FALSE(facts::find_sam_property("AWS::Serverless::Function", "Nothing"));
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Resources:
  T: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: [a]}}
)");
  REQUIRE(run.diagnostics.items().size() == 1);
  CHECK(run.diagnostics.items()[0].hints == std::vector<std::string>{"AWS documents `TableName` as String"});
}
