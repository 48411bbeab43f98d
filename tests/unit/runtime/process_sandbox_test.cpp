#include "runtime/process_sandbox.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "loop/run.h"
#include "tests/support/scratch_folder.h"
#include "tests/unit/runtime/scripted_function.h"

using namespace cxsam;
using namespace cxsam::runtime;

namespace {

std::shared_ptr<FunctionSpec> spec_in(const std::filesystem::path& code) {
  auto spec = std::make_shared<FunctionSpec>();
  spec->function.logical_id = "F";
  spec->function.runtime = "provided.al2023";
  spec->code = code;
  return spec;
}

}  // namespace

TEST_CASE("process_sandboxes: a specification is made ready once for all its instances", "[runtime]") {
  const test::ScratchFolder folder;
  folder.write("code/bootstrap", "#!/bin/sh\n");
  std::filesystem::permissions(folder / "code/bootstrap", std::filesystem::perms::owner_all);
  SystemWorld system;
  test::RecordedJournal journal;
  Host host(system.world, journal, Isolation{});
  const SandboxMaker make = process_sandboxes(host);
  const auto session = std::make_shared<Session>(system.clock);
  const auto spec = spec_in(folder / "code");
  const auto go = [&]() -> Task<void> {
    const auto first = co_await make(spec, session, {});
    CHECK(first);
    std::filesystem::remove_all(folder / "code");
    const auto second = co_await make(spec, session, {});
    CHECK(second);
    auto other = spec_in(folder / "code");
    const auto third = co_await make(std::move(other), session, {});
    CHECK_FALSE(third);
  };
  CHECK(run(system.loop, go()));
}
