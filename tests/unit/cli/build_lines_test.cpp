#include "cli/commands/build/lines.h"

#include <catch2/catch.hpp>

#include "loop/manual_clock.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace std::chrono_literals;
using cli::build_command::Lines;

namespace {

Result<void> resolve(const build::Job&, const build::Progress&) { return {}; }

const build::Workflow kTools{
    .name = "test", .builder = "TestBuilder", .manifest = "m", .layer_folder = "", .excluded_names = {}, .resolve = resolve};

struct Bench {
  Loop loop;
  ManualClock clock{loop};
  test::ScratchFolder folder;
  std::string out;
  std::string err;
  system::Terminal terminal{out, err};
  build::Definition hello;

  Bench() {
    hello.ids = {"Hello", "World"};
    hello.names = hello.ids;
    hello.method = "python3.13";
    hello.runtime = "python3.13";
    hello.architecture = "arm64";
    hello.code = "/src";
    hello.code_uri = "/src";
    hello.workflow = &kTools;
    hello.manifest = folder.write("manifest", "");
  }
};

}  // namespace

TEST_CASE("build lines: one for each function that is done, with what was built and how long it took", "[cli]") {
  Bench bench;
  Lines lines(bench.terminal, bench.clock, false);
  lines.tell(build::Begun{bench.hello, build::Work::CodeAndDependencies, "/deps"});
  lines.tell(build::Step{bench.hello, "Resolve"});
  lines.tell(build::Detail{bench.hello, "how it is done"});
  bench.clock.advance(1500ms);
  lines.tell(build::Ended{bench.hello, build::Work::CodeAndDependencies, false});
  lines.tell(build::Begun{bench.hello, build::Work::None, ""});
  lines.tell(build::Ended{bench.hello, build::Work::None, false});
  build::Report report;
  report.items = {{.ids = {"Hello", "World"}, .work = build::Work::CodeAndDependencies}, {.ids = {"Other"}}};
  lines.finish(report, "out");
  CHECK(bench.err ==
        "       Built Hello, World (python3.13): code and dependencies in 1.50 s\n"
        "Nothing has changed for Hello, World (python3.13): built already\n"
        "    Finished 2 built, 1 unchanged in 1.50 s: out\n");
  CHECK(bench.out.empty());
}

TEST_CASE("build lines: a tool that runs long is told every ten seconds", "[cli]") {
  Bench bench;
  Lines lines(bench.terminal, bench.clock, false);
  lines.tell(build::Begun{bench.hello, build::Work::Code, ""});
  for (int i = 1; i <= 21; ++i) lines.tell(build::Waiting{bench.hello, "pip install", std::chrono::seconds(i), "Collecting x"});
  lines.tell(build::Waiting{bench.hello, "pip wheel", 11s, ""});
  CHECK(bench.err == "  pip install: 10 s, Collecting x\n  pip install: 20 s, Collecting x\n  pip wheel: 11 s\n");
}

TEST_CASE("build lines: the words of a tool that failed come last, and at once where they are asked for", "[cli]") {
  Bench bench;
  for (const bool verbose : {false, true}) {
    bench.err.clear();
    Lines lines(bench.terminal, bench.clock, verbose);
    lines.tell(build::Begun{bench.hello, build::Work::Code, ""});
    lines.tell(build::Output{bench.hello, "no rule\n"});
    lines.tell(build::Ended{bench.hello, build::Work::Code, true});
    lines.last_words();
    CHECK(bench.err == (verbose ? "no rule\n      Failed Hello, World (python3.13) after 0.00 s\n"
                                : "      Failed Hello, World (python3.13) after 0.00 s\n\nno rule\n"));
  }
}

TEST_CASE("build lines: as sam, in SAM CLI's words", "[cli]") {
  const Bench bench;
  const auto lines = [](const build::Told& told) { return cli::build_command::sam_lines(told, true); };
  CHECK(lines(build::Starting{}) == "Starting Build use cache\n");
  CHECK(
      lines(build::Begun{bench.hello, build::Work::CodeAndDependencies, "/deps"}) ==
      "Manifest file is changed (new hash: d41d8cd98f00b204e9800998ecf8427e) or dependency folder (/deps) is missing for "
      "(Hello, World), downloading "
      "dependencies "
      "and copying/building source\nBuilding codeuri: /src runtime: python3.13 architecture: arm64 functions: Hello, World\n");
  CHECK(lines(build::Begun{bench.hello, build::Work::None, "/deps"}) ==
        "Manifest is not changed for (Hello, World), running incremental build\nBuilding codeuri: /src runtime: python3.13 "
        "architecture: arm64 functions: Hello, World\n");
  CHECK(lines(build::Step{bench.hello, "Resolve"}) == " Running TestBuilder:Resolve\n");
  CHECK(lines(build::Output{bench.hello, "x"}) == "x");
  CHECK(lines(build::Ended{bench.hello, build::Work::Code, false}).empty());
  CHECK(lines(build::Waiting{bench.hello, "npm ci", 20s, ""}) == "  npm ci: 20 s\n");
  CHECK(lines(build::Waiting{bench.hello, "npm ci", 21s, ""}).empty());
}
