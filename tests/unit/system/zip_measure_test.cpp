#include "system/zip_measure.h"

#include <random>

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using test::ScratchFolder;

namespace {

std::string noise(std::size_t bytes) {
  std::mt19937 generator(1);
  std::string text;
  while (text.size() < bytes) text.push_back(static_cast<char>(generator()));
  return text;
}

}  // namespace

TEST_CASE("zip sizes: a zip file tells what its members take") {
  const ScratchFolder folder;
  folder.write("code/app.py", "def handler(event, context):\n    return 1\n");
  folder.write("code/data/large.txt", std::string(100'000, 'x'));
  const auto entries = system::walk_tree(folder / "code").value();
  const auto written = system::write_zip(folder / "code", entries, folder / "code.zip").value();
  const auto measured = system::measure_zip(folder / "code.zip");
  REQUIRE(measured);
  CHECK(measured->zipped == written.zipped);
  CHECK(measured->unzipped == written.unzipped);
  CHECK(measured->unzipped > 100'000);
}

TEST_CASE("zip sizes: what is no zip file is an error") {
  const ScratchFolder folder;
  CHECK_FALSE(system::measure_zip(folder.write("a.zip", "this is text")));
  CHECK_FALSE(system::measure_zip(folder.write("b.zip", std::string("PK\5\6") + std::string(18, '\xff'))));
  CHECK_FALSE(system::measure_zip(folder / "missing.zip"));
}

TEST_CASE("zip sizes: the estimate of a folder is near what zipping gives") {
  const ScratchFolder folder;
  folder.write("code/noise.bin", noise(2'000'000));
  folder.write("code/same.txt", std::string(3'000'000, 'x'));
  for (int i = 0; i < 50; ++i) folder.write("code/lines" + std::to_string(i) + ".txt", "line " + std::to_string(i) + "\n");
  const auto entries = system::walk_tree(folder / "code").value();
  const auto written = system::write_zip(folder / "code", entries, folder / "code.zip").value();
  const auto estimated = system::estimate_zip(folder / "code");
  REQUIRE(estimated);
  CHECK(estimated->unzipped == written.unzipped);
  CHECK(static_cast<double>(estimated->zipped) == Approx(static_cast<double>(written.zipped)).epsilon(0.05));
}
