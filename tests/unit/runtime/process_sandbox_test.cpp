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
  const auto is_made = [&](std::shared_ptr<const FunctionSpec> of) {
    return run(system.loop, make(std::move(of), session, {})).value().has_value();
  };
  REQUIRE(is_made(spec));
  std::filesystem::remove_all(folder / "code");
  CHECK(is_made(spec));
  CHECK_FALSE(is_made(spec_in(folder / "code")));
}
