#include "build/make.h"

#include "tests/unit/build/workbench.h"

using namespace cxsam;
using namespace cxsam::build;
using namespace cxsam::build::bench;
namespace fs = std::filesystem;

namespace {

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("make: first everything, then nothing, then what has changed", "[build]") {
  Bench bench;
  auto made = bench.run();
  REQUIRE(made);
  CHECK(made->work == Work::CodeAndDependencies);
  CHECK(made->reasons == Texts{"it has not been built here before"});
  CHECK(bench.folder.read("out/build/One/app") == "1");
  CHECK(bench.folder.read("out/build/One/dependency") == "m");
  CHECK(bench.said == "begun\nResolve\nCopy\nended\n");

  made = bench.run();
  REQUIRE(made);
  CHECK(made->work == Work::None);
  CHECK(bench.said == "nothing to do\nended\n");

  bench.folder.write("src/app", "2");
  made = bench.run();
  REQUIRE(made);
  CHECK(made->work == Work::Code);
  CHECK(made->reasons == Texts{"`app` has changed"});
  CHECK(bench.folder.read("out/build/One/app") == "2");
  CHECK(resolved == 1);

  bench.folder.write("src/manifest", "m2");
  made = bench.run();
  REQUIRE(made);
  CHECK(made->work == Work::CodeAndDependencies);
  CHECK(bench.folder.read("out/build/One/dependency") == "m2");
  CHECK(resolved == 2);
}

TEST_CASE("make: a workflow in place of another that kept dependencies", "[build]") {
  Bench bench;
  REQUIRE(bench.run());
  Workflow copying = kWorkflow;
  copying.name = "copying";
  copying.resolve = nullptr;
  bench.definition.workflow = &copying;
  const auto made = bench.run();
  REQUIRE(made);
  CHECK(made->work == Work::Code);
  CHECK(made->reasons == Texts{"the workflow was `test` and is `copying`"});
  CHECK(bench.run()->work == Work::None);
  bench.definition.workflow = &kWorkflow;
  CHECK(bench.run()->work == Work::CodeAndDependencies);
  CHECK(resolved == 2);
}

TEST_CASE("make: what somebody else took away is built again", "[build]") {
  Bench bench;
  REQUIRE(bench.run());
  fs::remove_all(bench.folder / "out/build/One");
  auto made = bench.run();
  REQUIRE(made);
  CHECK(made->work == Work::Code);
  CHECK(made->reasons.front().ends_with("out/build/One` is missing or another"));
  CHECK(bench.folder.read("out/build/One/app") == "1");
  bench.folder.write("out/build/One/__pycache__/app.pyc", "of a run");
  CHECK(bench.run()->work == Work::None);

  fs::remove_all(bench.folder / "out/deps");
  made = bench.run();
  REQUIRE(made);
  CHECK(made->work == Work::CodeAndDependencies);
}

TEST_CASE("make: settings decide, and old dependencies are named for removal", "[build]") {
  Bench bench;
  REQUIRE(bench.run());
  const std::string old = bench.definition.uuid();
  bench.definition.method = "test2.0";
  const auto made = bench.run();
  REQUIRE(made);
  CHECK(made->reasons == Texts{"the method was `test1.0` and is `test2.0`"});
  CHECK(made->stale_dependencies_id == old);
}

TEST_CASE("make: a failure keeps the last folder, is told with its step, and does not count as built", "[build]") {
  Bench bench;
  bench.options.sam_errors = true;
  REQUIRE(bench.run());
  bench.folder.write("src/app", "2");
  assemble_fails = true;
  const auto failed = bench.run();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == "TestBuilder:Copy - the disk is full");
  CHECK(bench.folder.read("out/build/One/app") == "1");
  CHECK_FALSE(fs::exists(bench.folders.unfinished() / "One"));
  CHECK(bench.said == "begun\nCopy\nfailed\n");
  bench.options.sam_errors = false;
  CHECK(bench.run().error().message == "cannot build `One`: the disk is full");
  assemble_fails = false;
  const auto made = bench.run();
  REQUIRE(made);
  CHECK(made->work != Work::None);
  CHECK(bench.folder.read("out/build/One/app") == "2");
}

TEST_CASE("make: functions that share code are built once and each get a folder", "[build]") {
  Bench bench;
  bench.definition.ids = {"One", "Two"};
  REQUIRE(bench.run());
  CHECK(resolved == 1);
  CHECK(bench.folder.read("out/build/Two/app") == "1");
  CHECK(bench.folder.read("out/build/Two/dependency") == "m");
  CHECK(bench.run()->work == Work::None);
}

TEST_CASE("make: a layer's content goes into the language's folder", "[build]") {
  Bench bench;
  bench.definition.layer = true;
  REQUIRE(bench.run());
  CHECK(bench.folder.read("out/build/One/lib/app") == "1");
}

TEST_CASE("make: --no-cached builds although nothing has changed", "[build]") {
  Bench bench;
  REQUIRE(bench.run());
  bench.options.from_scratch = true;
  CHECK(bench.run()->work == Work::CodeAndDependencies);
}
