#include "runtime/function_pools.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/scripted_function.h"

using namespace cxsam;
using namespace std::chrono_literals;
using Kind = invoke::Outcome::Kind;

namespace {

struct Fixture : test::ScriptedFunction {
  runtime::FunctionPools& pools() {
    const auto makers = [this] {
      ++pools_made;
      return maker();
    };
    if (!made) made = std::make_unique<runtime::FunctionPools>(host, shared_spec(), makers);
    return *made;
  }
  int pools_made = 0;
  std::unique_ptr<runtime::FunctionPools> made;
};

/// Calls a version by an invoker of its own.
struct OfVersion {
  runtime::FunctionPools& pools;
  std::string version;
  std::string tenant = {};
  Task<invoke::Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) const {
    invocation.version = version;
    invocation.tenant_id = tenant;
    co_return co_await pools.invoke(invocation, sink);
  }
};

}  // namespace

TEST_CASE("FunctionPools: beyond the reserved concurrency, which versions share, callers are refused", "[runtime]") {
  Fixture fixture;
  fixture.spec.function.reserved_concurrency = 1;
  OfVersion other{fixture.pools(), "1"};
  const auto first = fixture.call(fixture.pools(), "1");
  const auto second = fixture.call(other, "2");
  REQUIRE(second->outcome);
  CHECK(second->outcome->kind == Kind::Throttled);
  CHECK(second->response.body.find("ReservedFunctionConcurrentInvocationLimitExceeded") != std::string::npos);
  fixture.clock.advance(1s);
  CHECK(first->outcome->kind == Kind::Ok);
  const auto third = fixture.call(fixture.pools(), "3");
  fixture.clock.advance(1s);
  CHECK(third->outcome->kind == Kind::Ok);
}

TEST_CASE("FunctionPools: each version has processes of its own", "[runtime]") {
  Fixture fixture;
  OfVersion other{fixture.pools(), "1"};
  (void)fixture.call(fixture.pools(), "1");
  fixture.clock.advance(1s);
  (void)fixture.call(other, "2");
  fixture.clock.advance(1s);
  (void)fixture.call(other, "3");
  fixture.clock.advance(1s);
  CHECK(fixture.pools_made == 2);
  CHECK(fixture.script.sandboxes == 2);
  fixture.spec.generation = 1;
  fixture.pools().update(fixture.shared_spec());
  CHECK(fixture.script.closed == 2);
}

TEST_CASE("FunctionPools: tenants that are kept apart have processes of their own, others share them", "[runtime]") {
  Fixture fixture;
  fixture.spec.function.tenant_isolation = GENERATE(true, false);
  for (const char* tenant : {"blue", "red", "blue"}) {
    OfVersion caller{fixture.pools(), "$LATEST", tenant};
    (void)fixture.call(caller, tenant);
    fixture.clock.advance(1s);
  }
  CHECK(fixture.script.sandboxes == (fixture.spec.function.tenant_isolation ? 2 : 1));
}

TEST_CASE("FunctionPools: tenants that have not called for longest make room for new ones", "[runtime]") {
  Fixture fixture;
  fixture.spec.function.tenant_isolation = true;
  constexpr int kTenants = 100;
  const auto most = static_cast<int>(runtime::PoolLimits{}.instances);
  const auto call_of = [&](const std::string& tenant) {
    OfVersion caller{fixture.pools(), "$LATEST", tenant};
    const auto call = fixture.call(caller, tenant);
    fixture.clock.advance(1s);
    REQUIRE(call->outcome);
    CHECK(call->outcome->kind == Kind::Ok);
  };
  for (int i = 0; i < kTenants; ++i) {
    call_of(std::to_string(i));
    call_of("always");
  }
  CHECK(fixture.script.sandboxes == kTenants + 1);
  CHECK(fixture.script.sandboxes - fixture.script.closed == most);
}
