// Layers for what functions depend on: which functions get one, what is in it, and where templates name it.
#include "sync/dependency_layers.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "build/workflow.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

sync::Units units_of(const fs::path& folder, std::string_view text) {
  REQUIRE(write_file_atomically(folder / "template.yaml", std::string(text)));
  const project::Loaded loaded = project::load({.template_path = folder / "template.yaml", .need = project::Need::Code});
  Result<sync::Units> units = sync::find_units(loaded.project, {});
  REQUIRE(units);
  return *std::move(units);
}

std::vector<std::string> with_layers(const fs::path& folder, std::string_view text,
                                     const std::vector<cloud::StackResource>* deployed = nullptr) {
  REQUIRE(write_file_atomically(folder / "template.yaml", std::string(text)));
  const project::Loaded loaded = project::load({.template_path = folder / "template.yaml", .need = project::Need::Code});
  const Result<sync::Units> units = sync::find_units(loaded.project, {});
  REQUIRE(units);
  return sync::functions_with_layers(loaded.project, *units, deployed);
}

constexpr std::string_view kFunctions = R"(Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.12, Handler: app.handler, CodeUri: .}}
Resources:
  Plain: {Type: AWS::Serverless::Function}
  One: {Type: AWS::Serverless::Function, Properties: {Layers: [a]}}
  Full: {Type: AWS::Serverless::Function, Properties: {Layers: [a, b, c, d, e]}}
  Chosen: {Type: AWS::Serverless::Function, Properties: {Layers: !If [X, [a], [b]]}}
)";

}  // namespace

TEST_CASE("sync: a layer of dependencies has the name that SAM CLI gives it", "[sync]") {
  CHECK(sync::dependency_layer_of("externalJobsLoadingAPIHandler") ==
        "AwsSamAutoDependencyLayerNestedStack/externalJobsLoadingAPIHandler44912949DepLayer");
  CHECK(sync::dependency_layer_of("Child/externalJobsLoadingAPIHandler") ==
        "Child/AwsSamAutoDependencyLayerNestedStack/externalJobsLoadingAPIHandler44912949DepLayer");
}

TEST_CASE("sync: functions whose list has room for one more get a layer", "[sync]") {
  const test::ScratchFolder folder;
  CHECK(with_layers(folder.path(), kFunctions) == std::vector<std::string>{"Plain", "One"});
  const std::vector<cloud::StackResource> deployed{
      {.logical_id = sync::dependency_layer_of("One") + "0123456789", .physical_id = "", .type = "AWS::Lambda::LayerVersion"}};
  CHECK(with_layers(folder.path(), kFunctions, &deployed) == std::vector<std::string>{"One"});
}

TEST_CASE("sync: where esbuild bundles there are no layers of dependencies", "[sync]") {
  const test::ScratchFolder folder;
  const std::string text = std::string(kFunctions) +
                           "  Web: {Type: AWS::Serverless::Function, Metadata: {BuildMethod: esbuild}, Properties: {Runtime: "
                           "nodejs22.x}}\n";
  CHECK(with_layers(folder.path(), text).empty());
}

TEST_CASE("sync: what `import` names is not found in layers", "[sync]") {
  const test::ScratchFolder folder;
  build::Definition definition{.handler = "app.handler"};
  definition.workflow = build::find_workflow("nodejs22.x", folder.path());
  REQUIRE(definition.workflow != nullptr);
  definition.code = folder.path();
  CHECK(sync::works_with_layer(definition));
  REQUIRE(write_file_atomically(folder.path() / "package.json", R"({"type": "module"})"));
  CHECK_FALSE(sync::works_with_layer(definition));
  REQUIRE(write_file_atomically(folder.path() / "package.json", "{}"));
  CHECK(sync::works_with_layer(definition));
  REQUIRE(write_file_atomically(folder.path() / "app.mjs", ""));
  CHECK_FALSE(sync::works_with_layer(definition));
}

TEST_CASE("sync: dependencies are packed once, become a unit, and stand in the template", "[sync]") {
  const test::ScratchFolder folder;
  const fs::path packages = folder.path() / "packages";
  fs::create_directories(packages / "lib");
  REQUIRE(write_file_atomically(packages / "lib" / "one.py", "1"));
  sync::Units units = units_of(folder.path(), kFunctions);
  build::Report report;
  report.items.push_back({.ids = {"One"}, .for_layer = {packages, "python"}});
  const auto layers = sync::pack_dependency_layers(units, report, folder.path());
  REQUIRE(layers);
  REQUIRE(layers->size() == 1);
  const sync::DependencyLayer& layer = layers->front();
  CHECK(layer.runtime == "python3.12");
  const Result<std::string> archive = read_file(layer.archive);
  REQUIRE(archive);
  CHECK(archive->find("python/lib/one.py") != std::string::npos);

  SECTION("what is in the folder of the last time is not read again") {
    REQUIRE(write_file_atomically(packages / "lib" / "two.py", "2"));
    REQUIRE(sync::pack_dependency_layers(units, report, folder.path()));
    CHECK(*read_file(layer.archive) == *archive);
    fs::rename(packages, folder.path() / "old");
    fs::create_directories(packages);
    REQUIRE(write_file_atomically(packages / "three.py", "3"));
    REQUIRE(sync::pack_dependency_layers(units, report, folder.path()));
    CHECK(read_file(layer.archive)->find("python/three.py") != std::string::npos);
  }
  SECTION("a unit") {
    units.chosen = {1};
    sync::add_units(*layers, units);
    CHECK(units.all.back().id == layer.path);
    CHECK(units.chosen.back() == units.all.size() - 1);
    CHECK(units.all[1].layers == std::vector<std::string>{layer.path});
  }
  SECTION("templates") {
    REQUIRE(sync::add_to_templates(*layers, "dev", false));
    const std::string root = *read_file(folder.path() / "template.yaml");
    CHECK(root.find("TemplateURL: adl_nested_template.yaml") != std::string::npos);
    CHECK(root.find("Outputs." + std::string(cloud::own_id(layer.path))) != std::string::npos);
    const std::string nested = *read_file(folder.path() / "adl_nested_template.yaml");
    CHECK(nested.find(layer.archive.filename().string()) != std::string::npos);
    const project::Loaded loaded = project::load({.template_path = folder.path() / "template.yaml"});
    CHECK(loaded.project.root.find_child("AwsSamAutoDependencyLayerNestedStack") != nullptr);
  }
}
