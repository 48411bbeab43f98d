#include "local/reload.h"

#include <catch2/catch.hpp>
#include <deque>

#include "tests/support/manual_world.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace std::chrono_literals;
using local::Reaction;
using local::Version;

namespace {

/// A reload whose steps are told what to do. Each step takes a second of the clock.
struct Scene {
  Scene() {
    steps.next_changes = [this] { return next(); };
    steps.react = [this](const Changes&) { return reaction; };
    steps.build = [this] { return build(); };
    steps.load = [this] { return load(); };
    steps.describe = [this] { return local::Description{.remarks = {{.text = description}}, .mountings = {}}; };
    steps.folder = "/app";
  }

  Task<Changes> next() {
    if (saves.empty()) co_return Changes{};
    const Changes changes{.paths = saves.front()};
    saves.pop_front();
    co_return changes;
  }
  Task<Result<bool>> build() {
    co_await world.clock.sleep_for(1s);
    ++built;
    co_return build_result;
  }
  Task<Result<local::Commit>> load() {
    co_await world.clock.sleep_for(1s);
    ++loaded;
    if (!load_result) co_return fail(load_result.error());
    co_return [this] {
      ++taken;
      description = after;
    };
  }
  /// What was said until no file was saved any more.
  std::string play() {
    spawn(world.loop, "follow", local::follow_changes(steps, view));
    world.clock.advance(1h);
    return said;
  }

  test::ManualWorld world;
  std::string said;
  local::View view{world.clock, {.say = [this](std::string_view lines) { said += lines; }, .log = {}}};
  local::ReloadSteps steps;
  std::deque<std::set<std::filesystem::path>> saves{{"/app/src/app.py"}};
  Reaction reaction = Reaction::Load;
  Result<bool> build_result = true;
  Result<void> load_result;
  std::string description = "before";
  std::string after = "before";
  int built = 0;
  int loaded = 0;
  int taken = 0;
};

}  // namespace

TEST_CASE("reload: a change of code is loaded and taken", "[local]") {
  Scene scene;
  CHECK(scene.play() == "\nsrc/app.py has changed\nReloaded.\n");
  CHECK(scene.built == 0);
  CHECK(scene.taken == 1);
}

TEST_CASE("reload: what is offered is told again when it is something else", "[local]") {
  Scene scene;
  scene.after = "other";
  CHECK(scene.play() == "\nsrc/app.py has changed\nother\nReloaded.\n");
}

TEST_CASE("reload: where there is a build it is built first", "[local]") {
  Scene scene;
  scene.reaction = Reaction::BuildAndLoad;
  CHECK(scene.play() == "\nsrc/app.py has changed\nReloaded.\n");
  CHECK(scene.built == 1);
  CHECK(scene.taken == 1);
}

TEST_CASE("reload: a build that fails leaves everything as it is, and the next save is followed", "[local]") {
  Scene scene;
  scene.reaction = Reaction::BuildAndLoad;
  scene.build_result = false;
  scene.saves.push_back({"/app/a.py", "/app/b.py"});
  CHECK(scene.play() ==
        "\nsrc/app.py has changed\nThe build failed: what was built before is still served.\n"
        "\na.py and other files have changed\nThe build failed: what was built before is still served.\n");
  CHECK(scene.built == 2);
  CHECK(scene.loaded == 0);

  Scene without;
  without.reaction = Reaction::BuildAndLoad;
  without.build_result = fail("no processes");
  CHECK(without.play() ==
        "\nsrc/app.py has changed\nError: no processes\nThe build failed: what was built before is still served.\n");
}

TEST_CASE("reload: a template that cannot be loaded leaves the last good version", "[local]") {
  Scene scene;
  scene.load_result = fail("broken");
  CHECK(scene.play() == "\nsrc/app.py has changed\nError: broken\nThe last good version is still served.\n");
  CHECK(scene.taken == 0);
}

TEST_CASE("reload: changes that call for nothing are not mentioned", "[local]") {
  Scene scene;
  scene.reaction = Reaction::None;
  CHECK(scene.play().empty());
  CHECK(scene.loaded == 0);
}

TEST_CASE("reload: what changes call for", "[local]") {
  test::ScratchFolder folder;
  const auto source = folder.write("template.yaml", "a");
  const auto built = folder.write(".aws-sam/build/template.yaml", "a");
  Version current;
  current.template_time = std::filesystem::last_write_time(built);
  const local::SourcePlan from_source{.template_path = source, .source_template = source, .built = false};
  const local::SourcePlan from_build{.template_path = built, .source_template = source, .built = true};
  const auto react = [&](const local::SourcePlan& plan, const Changes& changes) {
    return local::reaction_to(changes, plan, current);
  };
  CHECK(react(from_source, {.paths = {folder / "app.py"}}) == Reaction::Load);
  CHECK(react(from_build, {.paths = {folder / "app.py"}}) == Reaction::BuildAndLoad);
  CHECK(react(from_build, {.paths = {folder / "app.py", built}}) == Reaction::BuildAndLoad);
  CHECK(react(from_build, {.paths = {}, .missed = true}) == Reaction::BuildAndLoad);
  CHECK(react(from_build, {.paths = {built}}) == Reaction::None);  // it is served already
  current.template_time -= 1s;
  CHECK(react(from_build, {.paths = {built}}) == Reaction::Load);  // somebody else has built
}
