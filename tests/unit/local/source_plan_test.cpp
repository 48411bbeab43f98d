#include "local/source_plan.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  One: {Type: AWS::Serverless::Function, Properties: {CodeUri: one, Handler: a.b, Runtime: python3.12}}
  Two: {Type: AWS::Serverless::Function, Properties: {CodeUri: ./one/, Handler: a.b, Runtime: python3.12}}
)";

std::vector<std::filesystem::path> watched(const local::SourcePlan& plan) {
  const auto loaded = project::load({.template_path = plan.template_path, .need = project::Need::Running});
  return local::watched_paths(plan, loaded.project, {});
}

bool contains(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& path) {
  return std::ranges::any_of(
      paths, [&](const auto& known) { return (known / "").lexically_normal() == (path / "").lexically_normal(); });
}

}  // namespace

TEST_CASE("source plan: a build comes before the source, but for a template that is named", "[local]") {
  test::ScratchFolder folder;
  const auto source = folder.write("template.yaml", kTemplate);
  auto plan = local::make_source_plan(folder.path(), std::nullopt);
  REQUIRE(plan);
  CHECK_FALSE(plan->built);
  CHECK(plan->template_path == source);
  CHECK(contains(watched(*plan), folder / "one"));
  CHECK(contains(watched(*plan), source));

  const auto built = folder.write(".aws-sam/build/template.yaml", kTemplate);
  plan = local::make_source_plan(folder.path(), std::nullopt);
  REQUIRE(plan);
  CHECK(plan->rebuilds());
  CHECK(plan->template_path == built);
  CHECK(plan->source_template == source);
  CHECK(contains(watched(*plan), folder / "one"));
  CHECK(contains(watched(*plan), built));

  plan = local::make_source_plan(folder.path(), source.string());
  REQUIRE(plan);
  CHECK_FALSE(plan->built);
}

TEST_CASE("source plan: a build without its source is run as it is", "[local]") {
  test::ScratchFolder folder;
  CHECK_FALSE(local::make_source_plan(folder.path(), std::nullopt));
  folder.write(".aws-sam/build/template.yaml", kTemplate);
  const auto plan = local::make_source_plan(folder.path(), std::nullopt);
  REQUIRE(plan);
  CHECK(plan->built);
  CHECK_FALSE(plan->rebuilds());
  CHECK(plan->sentence(true) == "Functions run from .aws-sam/build, as `cxsam build` left it.");
}

TEST_CASE("source plan: a build that failed is told, but for a template that is named", "[local]") {
  test::ScratchFolder folder;
  const auto source = folder.write("template.yaml", kTemplate);
  CHECK(local::make_source_plan(folder.path(), std::nullopt)->warning().empty());
  folder.write(".aws-sam/build/.cxsam/failure", "cannot build `One`: no\nmore\n");
  CHECK(
      local::make_source_plan(folder.path(), std::nullopt)->warning() ==
      "The last build failed (cannot build `One`: no), so functions run straight from their source folders, without what they "
      "depend on.");
  CHECK(local::make_source_plan(folder.path(), source.string())->warning().empty());
  folder.write(".aws-sam/build/template.yaml", kTemplate);
  CHECK(local::make_source_plan(folder.path(), std::nullopt)->warning().ends_with("run from the build before it."));
}

TEST_CASE("source plan: nested templates and their code are watched", "[local]") {
  test::ScratchFolder folder;
  const auto source = folder.write("template.yaml", R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Child: {Type: AWS::Serverless::Application, Properties: {Location: child/template.yaml}}
)");
  const auto nested = folder.write("child/template.yaml", kTemplate);
  const auto plan = local::make_source_plan(folder.path(), std::nullopt);
  REQUIRE(plan);
  CHECK(contains(watched(*plan), nested));
  CHECK(contains(watched(*plan), folder / "child/one"));

  folder.write(".aws-sam/build/template.yaml", kTemplate);
  const auto built = local::make_source_plan(folder.path(), std::nullopt);
  REQUIRE(built);
  CHECK(contains(watched(*built), source));
  CHECK(contains(watched(*built), nested));
  CHECK(contains(watched(*built), folder / "child/one"));
}
