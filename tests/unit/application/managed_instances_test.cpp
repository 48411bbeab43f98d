#include "application/managed_instances.h"

#include <catch2/catch.hpp>

#include "document/reader.h"
#include "template/parameters.h"

using namespace cxsam;

TEST_CASE("application: functions on managed instances take several invocations at once", "[application]") {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("template.yaml", R"(
Parameters: {Many: {Type: Number, Default: 10}}
Resources:
  Given:
    Type: AWS::Lambda::Function
    Properties: {Runtime: provided.al2023, CapacityProviderConfig: {LambdaManagedInstancesCapacityProviderConfig: {CapacityProviderArn: a, PerExecutionEnvironmentMaxConcurrency: !Ref Many}}}
  Usual:
    Type: AWS::Lambda::Function
    Properties: {Runtime: java21, MemorySize: 4096, CapacityProviderConfig: {LambdaManagedInstancesCapacityProviderConfig: {CapacityProviderArn: a}}}
  None: {Type: AWS::Lambda::Function, Properties: {Runtime: java21}}
)");
  auto root = read_document(sources, file, diagnostics);
  REQUIRE(root);
  const auto source = tmpl::Template::from(std::move(*root), diagnostics);
  const tmpl::Environment environment;
  const auto values = tmpl::parameter_values(source, {}, environment, diagnostics);
  application::MaxConcurrencies found;
  application::read_max_concurrencies(tmpl::Resolver(source, values), "Stack", found);
  CHECK(found == application::MaxConcurrencies{{"Stack/Given", 10}, {"Stack/Usual", 64}});
}
