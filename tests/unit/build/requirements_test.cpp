#include "build/workflows/python/requirements.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using test::ScratchFolder;

TEST_CASE("local_inputs: included files and local packages, nothing from the network", "[build]") {
  const ScratchFolder folder;
  const auto file = folder.write("src/requirements.txt",
                                 "# ./comment\n"
                                 "requests==2.31.0\n"
                                 "-r more/base.txt\n"
                                 "--constraint=limits.txt\n"
                                 "./mypkg[extra] ; python_version > '3'\n"
                                 "-e ../shared\n"
                                 "wheels/tool-1.0-py3-none-any.whl --hash=sha256:0\n"
                                 "direct @ file:./direct\n"
                                 "git+https://example.com/x/y.git\n"
                                 "./missing\n");
  folder.write("src/more/base.txt", "-r ../requirements.txt\n");
  folder.write("src/limits.txt", "requests<3\n");
  folder.write("src/mypkg/setup.py", "");
  folder.write("shared/setup.py", "");
  folder.write("src/wheels/tool-1.0-py3-none-any.whl", "");
  folder.write("src/direct/setup.py", "");
  using Paths = std::vector<std::filesystem::path>;
  CHECK(build::python::local_inputs(file) == Paths{file, folder / "src/more/base.txt", folder / "src/limits.txt",
                                                   folder / "src/mypkg", folder / "shared",
                                                   folder / "src/wheels/tool-1.0-py3-none-any.whl", folder / "src/direct"});
  CHECK(build::python::local_inputs(folder / "none.txt").empty());
}

TEST_CASE("written: the same requirements from any folder, local ones as wheels", "[build]") {
  const ScratchFolder folder;
  const auto file = folder.write("src/requirements.txt",
                                 "requests==2.31.0 \\\n    --hash=sha256:0  # pinned\n"
                                 "-r more.txt\n"
                                 "-c limits.txt\n"
                                 "--find-links wheels\n"
                                 "-e ./mypkg[extra] ; python_version > '3'\n"
                                 "direct[a,b] @ file:./direct\n"
                                 "-e git+https://example.com/x/y.git#egg=y\n");
  folder.write("src/more.txt", "attrs\n./gone\n");
  folder.write("src/limits.txt", "");
  folder.write("src/wheels/x", "");
  folder.write("src/mypkg/setup.py", "");
  folder.write("src/direct/setup.py", "");
  CHECK(build::python::written(build::python::read_requirements(file),
                               {{folder / "src/mypkg", "/w/mypkg.whl"}, {folder / "src/direct", "/w/direct.whl"}}) ==
        "requests==2.31.0 --hash=sha256:0\nattrs\n./gone\n--constraint " + (folder / "src/limits.txt").string() +
            "\n--find-links " + (folder / "src/wheels").string() +
            "\n/w/mypkg.whl[extra] ; python_version > '3'\n/w/direct.whl[a,b]\ngit+https://example.com/x/y.git#egg=y\n");
}
