#include "build/record.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build;
using test::ScratchFolder;

TEST_CASE("records: back as they were, and nothing from half a file", "[build]") {
  const ScratchFolder folder;
  Record record;
  record.settings = {{"code folder", "/a b\nc"}, {"tool", ""}};
  record.outputs["One"] = {42, -7};
  record.dependencies_id = "id";
  record.dependencies = {1, 2};
  record.source.taken = 5;
  REQUIRE(save_record(folder / "r", record));
  const Record back = load_record(folder / "r");
  CHECK(back.settings == record.settings);
  CHECK(back.outputs == record.outputs);
  CHECK(back.dependencies_id == "id");
  CHECK(back.dependencies == record.dependencies);
  CHECK(back.source.taken == 5);
  const std::string text = folder.read("r");
  folder.write("r", text.substr(0, text.size() / 2));
  CHECK_FALSE(load_record(folder / "r").known());
  CHECK_FALSE(load_record(folder / "missing").known());
}
