// What workflows read of the files of other languages, and what they make of properties.
#include <catch2/catch.hpp>
#include <set>

#include "build/workflows/esbuild/entry_points.h"
#include "build/workflows/esbuild/options.h"
#include "build/workflows/go/module.h"
#include "build/workflows/java/compiled.h"
#include "build/workflows/java_maven/reactor.h"
#include "build/workflows/nodejs/managers.h"
#include "build/workflows/ruby/gems.h"
#include "build/workflows/rust/cargo.h"
#include "build/workflows/rust/crate.h"
#include "system/glibc.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build;
using test::ScratchFolder;
namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

namespace {

std::vector<fs::path> paths(const ScratchFolder& folder, std::initializer_list<const char*> names) {
  std::vector<fs::path> list;
  for (const char* name : names) list.push_back(folder / name);
  return list;
}

}  // namespace

TEST_CASE("go: folders that go.mod and go.work name", "[build][workflows]") {
  CHECK(
      go::local_folders("module a\n\nreplace b => ../b // c\nreplace (\n\tc v1.0.0 => ./c\n\td => example.com/d v1.2.3\n)\n") ==
      Texts{"../b", "./c"});
  CHECK(go::local_folders("go 1.22\n\nuse ./a\nuse (\n\t./b\n\t\"../c d\"\n)\n") == Texts{"./a", "./b", "../c d"});
  CHECK(go::local_folders("replace (\n").empty());
  CHECK(go::local_folders("").empty());
}

TEST_CASE("go: what lies beside a package decides its program", "[build][workflows]") {
  const ScratchFolder folder;
  folder.write("app/go.mod", "module a\nreplace b => ../b\n");
  folder.write("b/go.mod", "module b\nreplace c => ../c\n");
  folder.write("c/go.mod", "module c\nreplace b => ../b\n");
  CHECK(go::further_inputs(folder / "app") == paths(folder, {"b", "c"}));
  CHECK(go::further_inputs(folder / "app/cmd/x") == paths(folder, {"app", "b", "c"}));
  folder.write("go.work", "use (\n ./app\n ./d\n)\n");
  CHECK(go::further_inputs(folder / "app") == paths(folder, {"b", "c", "d", "go.work", "go.work.sum"}));
}

TEST_CASE("rust: folders that a Cargo.toml names", "[build][workflows]") {
  CHECK(rust::local_folders("[dependencies]\na = { path = \"../a\", version = \"1\" }\n[dependencies.b]\npath='b'\n") ==
        Texts{"../a", "b"});
  CHECK(rust::local_folders("[[bin]]\nname = \"x\"\npath = \"src/x.rs\"\n# path = \"../c\"\nlong-path = \"no\"\npath = \"")
            .size() == 1);  // `long-path` counts: more is read than needed, never less
  const ScratchFolder folder;
  folder.write("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
  folder.write("a/Cargo.toml", "[dependencies]\nb = { path = \"../../outside\" }\n");
  const std::vector<fs::path> inputs = rust::further_inputs(folder / "a");
  CHECK(std::set<fs::path>(inputs.begin(), inputs.end()) ==
        std::set<fs::path>{folder.path(), (folder / "../outside").lexically_normal()});
}

TEST_CASE("rust: the programs in cargo's messages", "[build][workflows]") {
  const auto programs = rust::read_programs(
      "{\"reason\":\"compiler-artifact\",\"target\":{\"kind\":[\"lib\"],\"name\":\"a\"},\"executable\":null}\nwarning\n"
      "{\"reason\":\"compiler-artifact\",\"target\":{\"kind\":[\"bin\"],\"name\":\"b\"},\"executable\":\"/t/"
      "b\"}\n{\"reason\":1}\n{");
  CHECK(programs == rust::Programs{{"b", "/t/b"}});
}

TEST_CASE("java: modules and parents of a pom.xml", "[build][workflows]") {
  const java::Pom pom = java::read_pom(
      "<project><parent><groupId>g</groupId></parent><!-- <module>no</module> --><modules><module> a "
      "</module><module>b/c</module>"
      "</modules></project>");
  CHECK(pom.modules == Texts{"a", "b/c"});
  CHECK(pom.parent == "../pom.xml");
  CHECK(java::read_pom("<project><parent><relativePath/></parent></project>").parent.empty());
  CHECK(java::read_pom("<project><parent><relativePath>../up</relativePath></parent></project>").parent == "../up");
  CHECK(java::read_pom("<project><parent><modules><module>").modules.empty());
}

TEST_CASE("java: the modules that one needs", "[build][workflows]") {
  const ScratchFolder folder;
  folder.write("all/pom.xml", "<modules><module>group/a</module><module>b</module></modules>");
  folder.write("all/group/a/pom.xml", "<parent><relativePath>../../../parents/one</relativePath></parent>");
  folder.write("parents/one/pom.xml", "<parent></parent>");
  folder.write("parents/pom.xml", "<project></project>");
  const java::Reactor reactor = java::find_reactor(folder / "all/group/a");
  CHECK(reactor.root == folder / "all");
  CHECK_FALSE(reactor.single());
  CHECK(reactor.poms == paths(folder, {"parents/one/pom.xml", "parents/pom.xml"}));
  CHECK(reactor.copy_of(folder / "all/b", "/copy") == "/copy/all/b");
  CHECK(java::find_reactor(folder / "parents").single());
}

TEST_CASE("java: which Java a class file is for", "[build][workflows]") {
  CHECK(java::version_needed(std::string("\xCA\xFE\xBA\xBE\0\0\0\x3D", 8)) == 17);
  CHECK(java::version_needed(std::string("\xCA\xFE\xBA\xBE\0\0\0\x45", 8)) == 25);
  CHECK_FALSE(java::version_needed("\xCA\xFE\xBA"));
  CHECK_FALSE(java::version_needed("#!/bin/sh and more"));
  CHECK(java::version_of("java8.al2") == 8);
  CHECK(java::version_of("java21") == 21);
  CHECK_FALSE(java::version_of("python3.12"));
  CHECK(java::is_library("target/a-1.jar"));
  CHECK_FALSE(java::is_library("target/original-a-1.jar"));
  CHECK_FALSE(java::is_library("target/a-1-sources.jar"));
}

TEST_CASE("ruby: the folder of gems for a runtime", "[build][workflows]") {
  CHECK(ruby::folder_of("ruby3.3") == "3.3.0");
  CHECK(ruby::folder_of("ruby4.0") == "4.0.0");
  CHECK(ruby::folder_of("makefile").empty());
}

TEST_CASE("esbuild: properties become arguments", "[build][workflows]") {
  Texts unknown;
  const auto of = [&](const Node& properties) {
    unknown.clear();
    return esbuild::arguments(properties, [&](std::string_view name) { unknown.emplace_back(name); });
  };
  CHECK(of(make_null()) ==
        Texts{"--bundle", "--format=cjs", "--main-fields=main,module", "--minify", "--platform=node", "--target=es2020"});
  Node properties = make_map();
  properties.set("Minify", make_bool(false));
  properties.set("Target", make_string("node20"));
  properties.set("External", make_list({make_string("@aws-sdk/*"), make_string("pg")}));
  properties.set("Define", make_map({{"DEBUG", {}, make_string("false")}}));
  properties.set("Sourcemap", make_bool(true));
  properties.set("SourcesContent", make_bool(false));
  properties.set("KeepNames", make_bool(true));
  properties.set("TreeShaking", make_bool(true));
  properties.set("MainFields", make_list({make_string("module"), make_string("main")}));
  properties.set("EntryPoints", make_list({make_string("app.ts")}));
  properties.set("Minfy", make_bool(true));
  CHECK(of(properties) == Texts{"--bundle", "--define:DEBUG=false", "--external:@aws-sdk/*", "--external:pg", "--format=cjs",
                                "--keep-names", "--main-fields=module,main", "--platform=node", "--sourcemap",
                                "--sources-content=false", "--target=node20", "--tree-shaking=true"});
  CHECK(unknown == Texts{"Minfy"});
  properties = make_map();
  properties.set("Sourcemap", make_string("inline"));
  CHECK(of(properties).at(5) == "--sourcemap=inline");
}

TEST_CASE("esbuild: what is bundled, and where it goes", "[build][workflows]") {
  const ScratchFolder folder;
  folder.write("src/app.ts", "");
  folder.write("other.mjs", "");
  Job job;
  job.source = folder.path();
  job.handler = "src/app.handler";
  auto found = esbuild::find_entry_points(job);
  REQUIRE(found);
  CHECK(found->files == Texts{"src/app.ts"});
  CHECK(found->keep_folders);
  job.properties.set("EntryPoints", make_list({make_string("src/app.ts"), make_string("other")}));
  job.handler = "app.handler";
  found = esbuild::find_entry_points(job);
  REQUIRE(found);
  CHECK(found->files == Texts{"src/app.ts", "other.mjs"});
  CHECK_FALSE(found->keep_folders);
  job.properties.set("EntryPoints", make_string("nothing.ts"));
  CHECK_FALSE(esbuild::find_entry_points(job));
}

TEST_CASE("nodejs: the package manager is that of the lock file", "[build][workflows]") {
  const ScratchFolder folder;
  folder.write("pnpm-workspace.yaml", "");
  folder.write("pnpm-lock.yaml", "");
  folder.write("own/pnpm-lock.yaml", "");
  folder.write("yarn/yarn.lock", "");
  folder.write("both/yarn.lock", "");
  folder.write("both/package-lock.json", "");
  CHECK(nodejs::find_manager(folder / "own/package.json").program == "pnpm");
  CHECK_FALSE(nodejs::find_manager(folder / "own/package.json").workspace);
  CHECK(nodejs::find_manager(folder / "member/package.json").workspace);
  CHECK(nodejs::find_manager(folder / "yarn/package.json").program == "yarn");
  CHECK(nodejs::find_manager(folder / "both/package.json").program == "npm");
}

TEST_CASE("glibc: the newest version that a program asks for", "[system]") {
  const ScratchFolder folder;
  // One program header, which names a loader.
  std::string head(
      "\x7F"
      "ELF");
  head.resize(64, '\0');
  head[32] = 64;
  head[54] = 56;
  head[56] = 1;
  const std::string without = head + std::string(56, '\0');
  head += '\x03' + std::string(55, '\0');
  CHECK(system::glibc_needed(folder.write("a", head + std::string("\0GLIBC_2.2.5\0x\0GLIBC_2.34\0GLIBC_PRIVATE\0", 41))) == 34);
  CHECK_FALSE(system::glibc_needed(folder.write("b", head + "GLIBC_2.39")));
  CHECK_FALSE(system::glibc_needed(folder.write("d", without + std::string("\0GLIBC_2.34\0", 12))));
  CHECK_FALSE(system::glibc_needed(folder.write("c", std::string("\0GLIBC_2.34\0", 12))));
  CHECK_FALSE(system::glibc_needed(folder / "nothing"));
}
