#include "runtime/interpreter.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "base/hash.h"

using namespace cxsam;
using namespace cxsam::runtime;
namespace fs = std::filesystem;

namespace {

struct Machine {
  fs::path root = fs::temp_directory_path() / ("cxsam-test-" + make_uuid());
  SearchPlaces places;

  Machine() { places.path = {root / "pyenv/shims", root / "bin"}; }
  ~Machine() { fs::remove_all(root); }
  void add(const std::string& name, const std::string& content = "#!/bin/sh\n") const {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name) << content;
    fs::permissions(root / name, fs::perms::owner_all);
  }
};

}  // namespace

TEST_CASE("find_python: the wanted version, else any; behind pyenv's shims", "[runtime]") {
  Machine machine;
  CHECK_FALSE(find_python(machine.places, "3.12"));
  machine.add("bin/python3");
  CHECK(find_python(machine.places, "3.12") == machine.root / "bin/python3");
  machine.add("pyenv/versions/3.1.2/bin/python3.1");
  machine.add("pyenv/shims/python3.12");
  machine.add("pyenv/shims/python3");
  CHECK(find_python(machine.places, "3.12") == machine.root / "bin/python3");
  machine.add("pyenv/versions/3.12.1/bin/python3.12");
  machine.add("pyenv/versions/3.12.10/bin/python3.12");
  CHECK(find_python(machine.places, "3.12") == machine.root / "pyenv/versions/3.12.10/bin/python3.12");
  machine.add("pyenv/versions/3.12.1/bin/python3");
  machine.add("pyenv/version", "3.12.1\n3.9.0\n");
  CHECK(find_python(machine.places, "3.10") == machine.root / "pyenv/versions/3.12.1/bin/python3");
  machine.add("bin/python2.7");
  CHECK(find_python(machine.places, "2.7") == machine.root / "pyenv/versions/3.12.1/bin/python3");
}

TEST_CASE("find_ruby: the wanted version, also behind rbenv's shims, else any", "[runtime]") {
  Machine machine;
  machine.places.path = {machine.root / "rbenv/shims", machine.root / "bin"};
  CHECK_FALSE(find_ruby(machine.places, "3.3"));
  machine.add("bin/ruby");
  machine.add("bin/ruby3.1");
  CHECK(find_ruby(machine.places, "3.3") == machine.root / "bin/ruby");
  CHECK(find_ruby(machine.places, "3.1") == machine.root / "bin/ruby3.1");
  machine.add("rbenv/shims/ruby");
  machine.add("rbenv/versions/3.3.6/bin/ruby");
  CHECK(find_ruby(machine.places, "3.3") == machine.root / "rbenv/versions/3.3.6/bin/ruby");
  CHECK(find_ruby(machine.places, "3.4") == machine.root / "bin/ruby");
}

TEST_CASE("find_node: the wanted version of nvm, else any", "[runtime]") {
  Machine machine;
  machine.places.nvm = machine.root / "nvm";
  machine.add("bin/node");
  CHECK(find_node(machine.places, "20") == machine.root / "bin/node");
  machine.add("nvm/versions/node/v20.9.0/bin/node");
  machine.add("nvm/versions/node/v20.11.1/bin/node");
  machine.add("nvm/versions/node/v2.0.0/bin/node");
  CHECK(find_node(machine.places, "20") == machine.root / "nvm/versions/node/v20.11.1/bin/node");
}
