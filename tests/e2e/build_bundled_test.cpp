// esbuild, npm in the source folder and Bundler: built, built again, and called.
#include "tests/e2e/built_project.h"

using namespace cxsam;
using test::BuiltProject;
using test::contains;
using test::has_program;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEsbuild = "0.28.2";

/// esbuild is fetched once, below build/clients.
std::optional<fs::path> esbuild() {
  const fs::path folder = fs::path(CXSAM_SOURCE_DIR) / "build" / "clients" / "esbuild";
  const fs::path program = folder / "node_modules/.bin/esbuild";
  if (fs::exists(program)) return program.parent_path();
  if (!has_program("npm")) return std::nullopt;
  fs::create_directories(folder);
  const auto installed = system::run_command(
      {.words = {"npm", "install", "--prefix", folder.string(), "--no-save", "--silent", "esbuild@" + std::string(kEsbuild)},
       .folder = folder});
  if (installed && installed->exit_code == 0 && fs::exists(program)) return program.parent_path();
  std::cout << "skipped: esbuild cannot be fetched here\n";
  return std::nullopt;
}

}  // namespace

TEST_CASE("build: esbuild bundles TypeScript with what it imports", "[e2e][build][esbuild]") {
  const auto tools = esbuild();
  if (!tools) return;
  BuiltProject project;
  project.environment["PATH"] = tools->string() + ":" + project.environment["PATH"];
  project.environment["npm_config_offline"] = "true";
  project.write_template("Runtime: nodejs20.x, Handler: app.handler, CodeUri: hello",
                         "BuildMethod: esbuild, BuildProperties: {Sourcemap: true, Target: es2022, EntryPoints: [app.ts]}");
  project.folder.write("lib/package.json", R"({"name": "lib", "version": "1.0.0", "main": "index.js"})");
  project.folder.write("lib/index.js", "module.exports = { word: 'moin' };\n");
  project.folder.write("hello/package.json",
                       R"({"name": "hello", "version": "1.0.0", "devDependencies": {"lib": "file:../lib"}})");
  project.folder.write("hello/app.ts",
                       "import { word } from 'lib';\nimport { twice } from './twice';\n\ntype Event = { a: number };\n\n"
                       "export const handler = async (event: Event) => ({ said: word, twice: twice(event.a) });\n");
  project.folder.write("hello/twice.ts", "export const twice = (n: number): number => 2 * n;\n");

  CHECK(contains(project.built(), "Built Hello (esbuild): code and dependencies in "));
  CHECK(project.exists(".aws-sam/build/Hello/app.js.map"));
  CHECK_FALSE(project.exists(".aws-sam/build/Hello/node_modules"));
  CHECK(contains(project.folder.read(".aws-sam/build/template.yaml"), "NODE_OPTIONS: --enable-source-maps"));
  CHECK(contains(project.answer(R"({"a": 4})"), R"({"said":"moin","twice":8})"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));

  project.folder.write("hello/twice.ts", "export const twice = (n: number): number => n + n + 1;\n");
  CHECK(contains(project.built(), "Built Hello (esbuild): code in "));
  CHECK(contains(project.answer(R"({"a": 4})"), R"("twice":9)"));

  project.folder.write("hello/app.ts", "import './nothing';\n");
  const auto failed = project.build();
  CHECK(failed.exit_code == 1);
  CHECK(contains(failed.err, "Error: cannot build `Hello`: Esbuild Failed: "));
  CHECK(contains(failed.err, "Could not resolve \"./nothing\""));
}

TEST_CASE("build: esbuild's bundles stand where handlers name them", "[e2e][build][esbuild]") {
  const auto tools = esbuild();
  if (!tools) return;
  BuiltProject project;
  project.environment["PATH"] = tools->string() + ":" + project.environment["PATH"];
  // The same code, two handlers: two bundles. The property is misspelt.
  project.folder.write(
      "template.yaml",
      "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Runtime: nodejs20.x, CodeUri: .}}\nResources:\n"
      "  Hello:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: src/hello.handler}\n"
      "    Metadata: {BuildMethod: esbuild, BuildProperties: {Minfy: false}}\n"
      "  Other:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: other.handler}\n"
      "    Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [src/other.ts], Format: esm, "
      "OutExtension: ['.js=.mjs'], Minify: false}}\n");
  project.folder.write("src/hello.ts", "export const handler = async () => 'hello';\n");
  project.folder.write("src/other.ts", "export const handler = async () => 'other';\n");
  const std::string said = project.built();
  CHECK(contains(said, "Warning: esbuild has no build property `Minfy`"));
  CHECK(project.exists(".aws-sam/build/Hello/src/hello.js"));
  CHECK(project.exists(".aws-sam/build/Other/other.mjs"));
  CHECK(contains(project.answer("{}"), "\"hello\""));
  CHECK(contains(project.folder.read(".aws-sam/build/Other/other.mjs"), "export {"));
}

TEST_CASE("build: esbuild in the source folder imports what lies beside it", "[e2e][build][esbuild]") {
  const auto tools = esbuild();
  if (!tools) return;
  BuiltProject project;
  project.environment["PATH"] = tools->string() + ":" + project.environment["PATH"];
  project.write_template("Runtime: nodejs20.x, Handler: app.handler, CodeUri: hello", "BuildMethod: esbuild");
  project.folder.write("hello/app.ts", "import { word } from '../lib/word';\nexport const handler = async () => word;\n");
  project.folder.write("lib/word.ts", "export const word = 'moin';\n");
  CHECK(contains(project.build().err, "what lies beside it is there with --build-in-source"));
  (void)project.built({"--build-in-source"});
  CHECK(contains(project.answer("{}"), "\"moin\""));
  project.folder.write("lib/word.ts", "export const word = 'hallo';\n");
  (void)project.built({"--build-in-source"});
  CHECK(contains(project.answer("{}"), "\"hallo\""));
}

TEST_CASE("build: npm in the source folder, and a link to what it has installed", "[e2e][build][nodejs]") {
  if (!has_program("npm")) return;
  BuiltProject project;
  project.environment["npm_config_offline"] = "true";
  project.write_with_local_package();
  (void)project.built({"--build-in-source"});
  CHECK(fs::is_symlink(project.folder / ".aws-sam/build/Hello/node_modules"));
  CHECK(project.exists("hello/node_modules/lib"));
  CHECK(contains(project.answer("{}"), "42"));
}

TEST_CASE("build: Bundler installs gems beside the code and into layers", "[e2e][build][ruby]") {
  if (!has_program("bundle") || !has_program("gem")) return;
  BuiltProject project;
  // A gem of our own in a repository in a folder: nothing is fetched.
  project.folder.write("gem/moin.gemspec",
                       "Gem::Specification.new do |s|\n  s.name = 'moin'\n  s.version = '1.0.0'\n  s.summary = 'a word'\n"
                       "  s.authors = ['us']\n  s.files = ['lib/moin.rb']\nend\n");
  project.folder.write("gem/lib/moin.rb", "MOIN = 'moin'\n");
  const auto made = system::run_command({.words = {"sh", "-c",
                                                   "gem build moin.gemspec --silent && mkdir -p ../repository/gems && mv *.gem "
                                                   "../repository/gems && gem generate_index --directory ../repository"},
                                         .folder = project.folder / "gem"});
  REQUIRE(made);
  INFO(made->err << made->out);
  if (made->exit_code != 0) {
    std::cout << "skipped: gem makes no index here\n";
    return;
  }
  project.write_template("Runtime: ruby3.3, Handler: app.handler, CodeUri: hello");
  project.folder.write("template.yaml", project.folder.read("template.yaml") +
                                            "  Gems:\n    Type: AWS::Serverless::LayerVersion\n    Properties: {ContentUri: "
                                            "layer, CompatibleRuntimes: [ruby3.3]}\n    Metadata: {BuildMethod: ruby3.3}\n");
  const std::string gemfile = "source 'file://" + (project.folder / "repository").string() + "'\ngem 'moin'\n";
  project.folder.write("hello/Gemfile", gemfile);
  project.folder.write("hello/app.rb", "require 'moin'\n\ndef handler(event:, context:)\n  MOIN + event['a'].to_s\nend\n");
  project.folder.write("hello/vendor/own.rb", "OWN = 1\n");
  project.folder.write("hello/vendor/bundle/ruby/2.0.0/old", "");
  project.folder.write("layer/Gemfile", gemfile);
  project.folder.write("layer/shared.rb", "SHARED = 1\n");

  CHECK(contains(project.built(), "Built Hello (ruby3.3): code and dependencies in "));
  CHECK(project.exists(".aws-sam/build/Hello/vendor/bundle/ruby/3.3.0/gems/moin-1.0.0/lib/moin.rb"));
  CHECK(project.exists(".aws-sam/build/Gems/ruby/gems/3.3.0/gems/moin-1.0.0/lib/moin.rb"));
  CHECK(project.exists(".aws-sam/build/Gems/ruby/lib/shared.rb"));
  CHECK_FALSE(project.exists("hello/Gemfile.lock"));
  CHECK(project.exists(".aws-sam/build/Hello/vendor/own.rb"));
  CHECK_FALSE(project.exists(".aws-sam/build/Hello/vendor/bundle/ruby/2.0.0"));
  CHECK(contains(project.answer(R"({"a": 1})"), "\"moin1\""));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
  project.folder.write("hello/app.rb", "require 'moin'\n\ndef handler(event:, context:)\n  MOIN\nend\n");
  CHECK(contains(project.built(), "Built Hello (ruby3.3): code in "));
}
