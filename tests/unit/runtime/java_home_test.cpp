#include "runtime/java_home.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::runtime;

namespace {

void add_java(const test::ScratchFolder& machine, const std::string& home, const std::string& version) {
  machine.write(home + "/bin/java", "");
  machine.write(home + "/release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
}

}  // namespace

TEST_CASE("find_java: the wanted version, else the nearest newer one, else the newest", "[runtime]") {
  test::ScratchFolder machine;
  const JavaPlaces places{.homes = {machine.path() / "own"}, .folders = {machine.path() / "nosuch", machine.path() / "jvm"}};
  CHECK_FALSE(find_java(places, "17"));
  machine.write("jvm/no-java/release", "JAVA_VERSION=\"17\"\n");
  machine.write("jvm/no-release/bin/java", "");
  CHECK_FALSE(find_java(places, "17"));
  add_java(machine, "jvm/a", "1.8.0_392");
  add_java(machine, "jvm/b", "11.0.2");
  add_java(machine, "jvm/c", "21.0.1");
  CHECK(find_java(places, "8.al2")->version == "8");
  CHECK(find_java(places, "11")->version == "11.0.2");
  CHECK(find_java(places, "17")->version == "21.0.1");
  CHECK(find_java(places, "25")->version == "21.0.1");
  add_java(machine, "own", "21.0.9");
  CHECK(find_java(places, "21")->home == machine.path() / "own");
}
