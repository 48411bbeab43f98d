#include "build/make.h"

#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <thread>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "build/record.h"
#include "system/copy.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

int resolved = 0;
bool assemble_fails = false;

/// A workflow without tools: one dependency file that holds what the manifest says.
Result<void> resolve(const Job& job, const Progress& progress) {
  progress.step("Resolve");
  ++resolved;
  return system::duplicate_file(job.manifest, job.dependencies / "dependency");
}

Result<void> assemble(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress) {
  progress.step("Copy");
  if (Result<void> copied = system::copy_entries(job.source, source, job.artifacts, job.earlier); !copied) return copied;
  if (assemble_fails) return fail("the disk is full");
  return {};
}

std::vector<fs::path> inputs(const Job& job) { return {job.manifest}; }

/// This machine's processor in Lambda's words.
std::string machine() {
#ifdef __aarch64__
  return "arm64";
#else
  return "x86_64";
#endif
}

const Workflow kWorkflow{.name = "test",
                         .builder = "TestBuilder",
                         .manifest = "manifest",
                         .layer_folder = "lib",
                         .excluded_names = {},
                         .dependency_inputs = inputs,
                         .resolve = resolve,
                         .assemble = assemble};

std::string line_of(const Told& told) {
  if (const auto* begun = std::get_if<Begun>(&told)) return begun->work == Work::None ? "nothing to do\n" : "begun\n";
  if (const auto* step = std::get_if<Step>(&told)) return std::string(step->action) + "\n";
  if (const auto* note = std::get_if<Note>(&told)) return std::string(note->line) + "\n";
  if (const auto* ended = std::get_if<Ended>(&told)) return ended->failed ? "failed\n" : "ended\n";
  return "";
}

struct Bench {
  ScratchFolder folder;
  Definition definition;
  Folders folders;
  MakeOptions options;
  std::string said;

  Bench() {
    resolved = 0;
    assemble_fails = false;
    folder.write("src/app", "1");
    folder.write("src/manifest", "m");
    definition.ids = {"One"};
    definition.workflow = &kWorkflow;
    definition.method = "test1.0";
    definition.runtime = "test1.0";
    definition.architecture = machine();
    definition.code = folder / "src";
    definition.manifest = folder / "src/manifest";
    folders = {folder / "out/build", folder / "out/deps"};
  }

  /// Builds with `copying`: a layer, or two functions of one code. The folders that copies go to; one and the same for a layer.
  struct Places {
    fs::path built, twin;
  };
  Places copy_with(const Workflow& copying, bool layer) {
    definition.workflow = &copying;
    definition.layer = layer;
    if (layer) return {folder / "out/build/One/lib", folder / "out/build/One/lib"};
    definition.ids = {"One", "Two"};
    return {folder / "out/build/One", folder / "out/build/Two"};
  }

  Result<Made> run() {
    said.clear();
    return make(definition, folders, options, [this](const Told& told) { said += line_of(told); });
  }
};

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

namespace {

/// A file's number, which stays with it when it is linked elsewhere.
ino_t inode_of(const fs::path& file) {
  struct stat info {};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  return info.st_ino;
}

}  // namespace

TEST_CASE("make: what is only copied is taken from the last result where it is the same, and is then there alone", "[build]") {
  Workflow copying = kWorkflow;
  copying.only_copies = true;
  Bench bench;
  const auto [built, twin] = bench.copy_with(copying, GENERATE(true, false));
  bench.folder.write("src/same", "s");
  bench.folder.write("src/sly", "1");
  bench.folder.write("src/edited", "e");
  bench.folder.write("src/shared", "s");
  REQUIRE(bench.run());
  const ino_t dependency = inode_of(built / "dependency");
  const ino_t same = inode_of(built / "same");
  const ino_t of_twin = inode_of(twin / "same");

  const auto time = fs::last_write_time(bench.folder / "src/sly");
  bench.folder.write("src/sly", "2");
  fs::last_write_time(bench.folder / "src/sly", time);
  std::ofstream(built / "edited") << "E";
  fs::create_hard_link(built / "shared", bench.folder / "elsewhere");
  std::ofstream(built / "added") << "by somebody";
  REQUIRE(bench.run());
  CHECK(inode_of(built / "dependency") == dependency);
  CHECK(inode_of(built / "same") == same);
  CHECK(inode_of(twin / "same") == of_twin);
  CHECK(read_file(built / "sly") == "2");
  CHECK(read_file(twin / "sly") == "2");
  CHECK(read_file(built / "edited") == "e");
  CHECK_FALSE(fs::exists(built / "added"));
  for (const char* name : {"dependency", "same", "shared", "app"}) CHECK(fs::hard_link_count(built / name) == 1);

  bench.options.from_scratch = true;
  REQUIRE(bench.run());
  CHECK(inode_of(built / "dependency") != dependency);
}

TEST_CASE("make: one changed file is put into the last result, unless something else has been there", "[build]") {
  Workflow copying = kWorkflow;
  copying.only_copies = true;
  copying.code_folder = code_at_the_top;
  Bench bench;
  const auto [built, twin] = bench.copy_with(copying, GENERATE(true, false));
  bench.folder.write("src/package/module", "1");
  REQUIRE(bench.run());
  const ino_t folder = inode_of(built);
  const ino_t of_twin = inode_of(twin);

  bench.folder.write("src/package/module", "2");
  fs::permissions(bench.folder / "src/package/module", fs::perms::owner_all);
  REQUIRE(bench.run());
  CHECK(bench.said == "begun\nCopySource\nended\n");
  for (const fs::path& result : {built, twin}) {
    CHECK(read_file(result / "package/module") == "2");
    CHECK(fs::status(result / "package/module").permissions() == fs::perms::owner_all);
    CHECK(fs::last_write_time(result / "package/module") == fs::last_write_time(bench.folder / "src/package/module"));
  }
  CHECK(inode_of(built) == folder);
  CHECK(inode_of(twin) == of_twin);
  CHECK(bench.run()->work == Work::None);

  SECTION("two files, one that is new and one that is gone need a new folder") {
    bench.folder.write("src/package/module", "3");
    if (GENERATE(true, false))
      bench.folder.write("src/package/new", "n");
    else
      fs::remove(bench.folder / "src/app");
    REQUIRE(bench.run());
    CHECK(inode_of(built) != folder);
    CHECK(read_file(built / "package/module") == "3");
    CHECK(fs::exists(built / "app") == fs::exists(bench.folder / "src/app"));
  }
  SECTION("so does what a run has left, also when a build with nothing to do came after it") {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // file systems stamp with the kernel's tick
    std::ofstream(twin / "package/left") << "by a run";
    fs::last_write_time(bench.folder / "src/app", fs::file_time_type::clock::now());
    CHECK(bench.run()->work == Work::None);
    bench.folder.write("src/package/module", "3");
    REQUIRE(bench.run());
    CHECK_FALSE(fs::exists(twin / "package/left"));
    CHECK(read_file(twin / "package/module") == "3");
  }
  SECTION("a link in the place of a file is no file") {
    fs::remove(bench.folder / "src/package/module");
    fs::create_symlink("../app", bench.folder / "src/package/module");
    REQUIRE(bench.run());
    CHECK(fs::is_symlink(built / "package/module"));
  }
}

TEST_CASE("make: a dependency that the code stood in the place of is there when the code is gone", "[build]") {
  Workflow copying = kWorkflow;
  copying.only_copies = true;
  Bench bench;
  bench.definition.workflow = &copying;
  bench.folder.write("src/dependency", "c");
  fs::last_write_time(bench.folder / "src/dependency", fs::last_write_time(bench.folder / "src/manifest"));
  REQUIRE(bench.run());
  CHECK(bench.folder.read("out/build/One/dependency") == "c");
  fs::remove(bench.folder / "src/dependency");
  REQUIRE(bench.run());
  CHECK(bench.folder.read("out/build/One/dependency") == "m");
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

TEST_CASE("records: back as they were, and nothing from half a file", "[build]") {
  const ScratchFolder folder;
  Record record;
  record.settings = {{"code folder", "/a b\nc"}, {"tool", ""}};
  record.outputs["One"] = {42, -7};
  record.dependencies_id = "id";
  record.dependencies = {1, 2};
  record.source.taken = 5;
  REQUIRE(save_record(folder / "r", record));
  const Record back = load_record(folder / "r");
  CHECK(back.settings == record.settings);
  CHECK(back.outputs == record.outputs);
  CHECK(back.dependencies_id == "id");
  CHECK(back.dependencies == record.dependencies);
  CHECK(back.source.taken == 5);
  const std::string text = folder.read("r");
  folder.write("r", text.substr(0, text.size() / 2));
  CHECK_FALSE(load_record(folder / "r").known());
  CHECK_FALSE(load_record(folder / "missing").known());
}
