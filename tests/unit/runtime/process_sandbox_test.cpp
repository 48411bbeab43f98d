#include "runtime/process_sandbox.h"

#include <sched.h>

#include <filesystem>
#include <string>

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

TEST_CASE("process_sandbox: a function has Lambda's limits, and stops nobody when it wakes once it gives way", "[runtime]") {
  const test::ScratchFolder folder;
  folder.write("code/bootstrap", R"SH(#!/bin/sh
ulimit -n
ulimit -c
for i in $(seq 500); do [ "$(cut -d' ' -f41 /proc/$$/stat)" = 0 ] && sleep 0.01; done
cut -d' ' -f41 /proc/$$/stat
)SH");
  std::filesystem::permissions(folder / "code/bootstrap", std::filesystem::perms::owner_all);
  SystemWorld system;
  test::RecordedJournal journal;
  Host host(system.world, journal, Isolation{});
  const auto session = std::make_shared<Session>(system.clock);
  std::string printed;
  const auto go = [&]() -> Task<void> {
    auto sandbox = co_await process_sandboxes(host)(spec_in(folder / "code"), session,
                                                    [&printed](std::string_view lines, OutputOf) { printed += lines; });
    REQUIRE(sandbox);
    session->start();
    REQUIRE((*sandbox)->start());
    while (printed.empty()) co_await session->wait(system.clock.after(std::chrono::milliseconds(10)));
    (*sandbox)->give_way();
    while (!session->stopped()) co_await session->wait();
    (*sandbox)->flush_output();
    (*sandbox)->close();
  };
  REQUIRE(run(system.loop, go()));
  CHECK(printed == "1024\n0\n" + std::to_string(SCHED_BATCH) + "\n");
}
