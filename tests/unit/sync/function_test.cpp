// Code on its way to a function of Lambda.
#include "aws/client.h"
#include "base/hash.h"
#include "json/json.h"
#include "sync/flow.h"
#include "tests/support/scratch_folder.h"
#include "tests/unit/aws/told_service.h"

using namespace cxsam;
using test::ToldService;

namespace {

http::Response function(std::string_view status, std::string_view digest = "elsewhere") {
  return {
      200,
      {},
      fmt::format(R"({{"Configuration": {{"State": "Active", "LastUpdateStatus": "{}", "LastUpdateStatusReason": "why not", )"
                  R"("CodeSha256": "{}"}}}})",
                  status, digest)};
}

struct Hello {
  Hello() {
    folder.write("code/app.py", "X = 1\n");
    unit = {.kind = sync::Kind::Function, .id = "Hello", .type = "AWS::Lambda::Function", .source = folder / "code"};
  }
  Result<sync::Outcome> bring(ToldService& lambda) {
    aws::Client client(lambda.world, lambda.settings());
    const sync::Units units;
    const sync::CodeSync sync{units, {}, {}, [](const sync::Told&) {}};
    auto outcome = cxsam::run(lambda.loop, sync::sync_function({client, sync, state, unit, "app-Hello"}));
    REQUIRE(outcome);
    return *std::move(outcome);
  }

  test::ScratchFolder folder;
  sync::Unit unit;
  sync::State state;
};

}  // namespace

TEST_CASE("sync: a function whose last change has failed is repaired", "[sync]") {
  Hello hello;
  // What the failed change was to bring may be the very code.
  const std::string digest = GENERATE(std::string("elsewhere"), std::string("own"));
  const auto archive = [&] {
    ToldService ignored({{200, {}, "{}"}});
    return *cxsam::run(ignored.loop, sync::archive_of(hello.unit.source));
  }();
  REQUIRE(archive);
  const std::string told = digest == "own" ? sync::lambda_digest(sha256_hex(*archive)) : digest;
  ToldService lambda({function("Failed", told), {200, {}, "{}"}, function("InProgress"), function("Successful")});
  const auto outcome = hello.bring(lambda);
  REQUIRE(outcome);
  CHECK(outcome->changed);
  REQUIRE(lambda.requests.size() == 4);
  CHECK(lambda.requests[1].method == "PUT");
}

TEST_CASE("sync: a change that fails is told, and tried again the next time", "[sync]") {
  Hello hello;
  ToldService lambda({function("Successful"), {200, {}, "{}"}, function("Failed")});
  const auto outcome = hello.bring(lambda);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().message == "the change of app-Hello has failed: why not");
  CHECK(hello.state.resources.empty());
}
