#include "local/test_events.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using local::find_test_event;
namespace fs = std::filesystem;

namespace {

std::string registry(const std::string& examples) {
  return R"({"openapi": "3.0.0", "info": {"version": "1", "title": "Event"}, "paths": {}, "components": {"schemas": {}, "examples": )" +
         examples + "}}";
}

}  // namespace

TEST_CASE("test events: a file, then the function's own document, then others", "[local]") {
  test::ScratchFolder project;
  project.write("events/First.json", "{ \"from\": 1.0 }\n");
  project.write("events/_Orders-schema.json",
                registry(R"({"First": {"value": {"from": "document"}}, "Second": {"value": [1, {"a": null}]}})"));
  project.write("events/_Other-schema.json", registry(R"({"Second": {"value": 2}, "Third": {"value": "3"}, "Broken": 4})"));
  const std::vector<fs::path> folders{project.path() / "nosuch", project.path() / "events"};
  const local::EventOwner orders{"stack-Orders-1", "Orders"};
  CHECK(find_test_event("First", folders, orders).value() == "{ \"from\": 1.0 }\n");
  CHECK(find_test_event("Second", folders, orders).value() == R"([1,{"a":null}])");
  CHECK(find_test_event("Second", folders, {"Other", "X"}).value() == "2");
  CHECK(find_test_event("Third", folders, orders).value() == R"("3")");
  CHECK(find_test_event("Broken", folders, orders).value() == std::nullopt);
  CHECK(find_test_event("Fourth", folders, orders).value() == std::nullopt);
  CHECK(local::test_event_names(folders) == std::vector<std::string>{"First", "Second", "Third"});
}

TEST_CASE("test events: a name that several other functions have is not chosen from", "[local]") {
  test::ScratchFolder project;
  project.write("_A-schema.json", registry(R"({"Same": {"value": 1}})"));
  project.write("_B-schema.json", registry(R"({"Same": {"value": 2}})"));
  const std::vector<fs::path> folders{project.path()};
  const auto event = find_test_event("Same", folders, {"C", "C"});
  REQUIRE_FALSE(event);
  CHECK(event.error().message.starts_with("several functions have a test event `Same`: `"));
  CHECK(find_test_event("Same", folders, {"B", "X"}).value() == "2");
}

TEST_CASE("test events: documents that are none of the registry's are events", "[local]") {
  test::ScratchFolder project;
  project.write("a.json", R"({"openapi": "3.0.0"})");
  project.write("b.json", "not JSON");
  project.write("c.txt", "{}");
  const std::vector<fs::path> folders{project.path()};
  CHECK(find_test_event("a", folders, {"F", "F"}).value() == R"({"openapi": "3.0.0"})");
  CHECK(local::test_event_names(folders) == std::vector<std::string>{"a", "b"});
}
