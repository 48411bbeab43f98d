#include "transform/globals.h"

#include "tests/unit/transform/helpers.h"

using namespace cxsam;
using namespace cxsam::transform;

TEST_CASE("globals: a merged value keeps its line and says how it came") {
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 42}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: a.b, Runtime: python3.12}}
)");
  const Node* timeout = run.at({"Resources", "F", "Properties", "Timeout"});
  REQUIRE(timeout);
  CHECK(run.sources.slice(timeout->span) == "42");
  CHECK(run.sources.expansion(timeout->expansion).why == "Globals.Function applied to `F`");
}

TEST_CASE("globals: unknown sections and wrong shapes are errors") {
  CHECK_FALSE(test::Run("Globals: {Funktion: {}}\nResources: {}\n").made);
  CHECK_FALSE(test::Run("Globals: {Function: [1]}\nResources: {}\n").made);
}
