#include "template/implicit_api.h"

#include "template/effective.h"
#include "tests/unit/template/template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Api: {TracingEnabled: true}
Resources:
  Orders: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        None: {Type: Api, Properties: {Path: /, Method: get}}
        Http: {Type: HttpApi}
        Ref: {Type: Api, Properties: {RestApiId: !Ref Orders}}
        Named: {Type: HttpApi, Properties: {ApiId: Orders, RestApiId: No}}
        Imported: {Type: Api, Properties: {RestApiId: !ImportValue Orders}}
        Other: {Type: Schedule}
)";

}  // namespace

TEST_CASE("implicit API: it has what Globals say of its type, unless it is written", "[template]") {
  const TemplateText given(kTemplate);
  const Resource* rest = find_with_implicit(given.source, "ServerlessRestApi");
  REQUIRE(rest != nullptr);
  const Effective effective(given.source, *rest);
  CHECK(effective.find("TracingEnabled")->as_bool() == true);
  CHECK(effective.where("TracingEnabled") == std::vector<std::string>{"Globals", "Api", "TracingEnabled"});
  CHECK(effective.find("StageName") == nullptr);
  CHECK(Effective(given.source, *find_with_implicit(given.source, "ServerlessHttpApi")).node().members.empty());
  CHECK(find_with_implicit(given.source, "Orders") == &given.resource("Orders"));
  CHECK(find_with_implicit(given.source, "Nothing") == nullptr);
}

TEST_CASE("implicit API: an event goes to the API that it names, else to the implicit one", "[template]") {
  const TemplateText given(kTemplate);
  const auto api_of = [&](std::string_view event) {
    return api_of_event(*given.resource("F").node->at_path({"Properties", "Events", event}));
  };
  CHECK(api_of("None") == "ServerlessRestApi");
  CHECK(api_of("Http") == "ServerlessHttpApi");
  CHECK(api_of("Ref") == "Orders");
  CHECK(api_of("Named") == "Orders");
  CHECK(api_of("Imported") == std::nullopt);
  CHECK(api_of("Other") == std::nullopt);
}
