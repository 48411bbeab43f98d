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

std::string number(std::uint64_t value, std::size_t width) {
  std::string bytes;
  for (std::size_t i = 0; i < width; ++i) bytes.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
  return bytes;
}

/// The directory of an archive that has nothing else: one member of more than 4 GiB. Source: APPNOTE.TXT, 4.3.12 to 4.3.16.
std::string directory_of_large_member(std::uint64_t unzipped) {
  const std::string full(4, '\xff');
  const std::string other = number(0x5455, 2) + number(5, 2) + std::string(5, 'x');  // times, which stand before
  const std::string extra = other + number(1, 2) + number(8, 2) + number(unzipped, 8);
  const std::string member = "PK\1\2" + std::string(16, '\0') + number(50, 4) + full + number(1, 2) + number(extra.size(), 2) +
                             std::string(14, '\0') + "a" + extra;
  const std::string end64 =
      "PK\6\6" + number(44, 8) + std::string(12, '\0') + number(1, 8) + number(1, 8) + number(member.size(), 8) + number(0, 8);
  const std::string locator = "PK\6\7" + number(0, 4) + number(member.size(), 8) + number(1, 4);
  return member + end64 + locator + "PK\5\6" + number(0, 4) + std::string(12, '\xff') + number(0, 2);
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

TEST_CASE("zip sizes: members of more than 4 GiB say their size in Zip64 fields") {
  const ScratchFolder folder;
  const std::uint64_t large = 5'000'000'000;
  const auto measured = system::measure_zip(folder.write("large.zip", directory_of_large_member(large)));
  REQUIRE(measured);
  CHECK(measured->unzipped == large);
}

TEST_CASE("zip sizes: a Zip64 directory that is cut short is no archive") {
  const ScratchFolder folder;
  const std::string whole = directory_of_large_member(5'000'000'000);
  CHECK_FALSE(system::measure_zip(folder.write("cut.zip", whole.substr(40))));
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
