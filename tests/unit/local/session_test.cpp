#include "local/session.h"

#include <catch2/catch.hpp>

#include "loop/run.h"

using namespace cxsam;
using local::Parts;

namespace {

using Story = std::vector<std::string>;

/// Tells what is done to it.
struct Recorder final : local::Part {
  Recorder(std::string called, Story& told) : label(std::move(called)), story(told) {}

  Result<local::Commit> prepare(const std::shared_ptr<const local::Version>& /*version*/) override {
    story.push_back("prepare " + label);
    if (fails_to_prepare) return fail(label + " cannot");
    return [this] { story.push_back("commit " + label); };
  }
  Task<Result<void>> start() override {
    story.push_back("start " + label);
    if (fails_to_start) co_return fail(label + " does not start");
    co_return Result<void>();
  }
  [[nodiscard]] local::Description describe() const override { return {.remarks = {{.text = label}}, .mountings = {}}; }
  Task<void> stop() override {
    story.push_back("stop " + label);
    co_return;
  }

  std::string label;
  Story& story;
  bool fails_to_prepare = false;
  bool fails_to_start = false;
};

struct Three {
  Three() {
    for (const char* name : {"a", "b", "c"}) {
      auto part = std::make_unique<Recorder>(name, story);
      recorders.push_back(part.get());
      parts.push_back(std::move(part));
    }
  }
  Story story;
  std::vector<Recorder*> recorders;
  Parts parts;
  Loop loop;
};

}  // namespace

TEST_CASE("session: a version is taken in two steps", "[local]") {
  Three three;
  const auto commit = local::prepare(three.parts, nullptr);
  REQUIRE(commit);
  CHECK(three.story == Story{"prepare a", "prepare b", "prepare c"});
  (*commit)();
  CHECK(three.story == Story{"prepare a", "prepare b", "prepare c", "commit a", "commit b", "commit c"});
}

TEST_CASE("session: when one part cannot take a version, none does", "[local]") {
  Three three;
  three.recorders[1]->fails_to_prepare = true;
  const auto commit = local::prepare(three.parts, nullptr);
  REQUIRE_FALSE(commit);
  CHECK(commit.error().message == "b cannot");
  CHECK(three.story == Story{"prepare a", "prepare b"});
}

TEST_CASE("session: parts start in order and stop backwards", "[local]") {
  Three three;
  CHECK(run(three.loop, local::start(three.parts)).value());
  CHECK(run(three.loop, local::stop(three.parts)));
  CHECK(three.story == Story{"start a", "start b", "start c", "stop c", "stop b", "stop a"});
}

TEST_CASE("session: what was started is stopped when the next does not start", "[local]") {
  Three three;
  three.recorders[2]->fails_to_start = true;
  const Result<void> started = run(three.loop, local::start(three.parts)).value();
  REQUIRE_FALSE(started);
  CHECK(started.error().message == "c does not start");
  CHECK(three.story == Story{"start a", "start b", "start c", "stop b", "stop a"});
}

TEST_CASE("session: all parts are described", "[local]") {
  const Three three;
  CHECK(local::describe(three.parts).remarks == std::vector<local::Remark>{{.text = "a"}, {.text = "b"}, {.text = "c"}});
}
