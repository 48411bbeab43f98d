#include "facts/runtimes.h"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

using namespace cxsam::facts;

namespace {

bool is_date_or_empty(std::string_view text) {
  if (text.empty()) return true;
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && text >= "2016-01-01" && text < "2040-01-01";
}

}  // namespace

TEST_CASE("runtimes: a known name has family, version and dates") {
  const Runtime* runtime = find_runtime("python3.12");
  REQUIRE(runtime);
  CHECK(runtime->family == "python");
  CHECK(runtime->version == "3.12");
  CHECK(runtime->deprecation == "2028-10-31");
  CHECK(find_runtime("nodejs20.x")->version == "20");
  CHECK(find_runtime("provided.al2023")->family == "provided");
  CHECK(find_runtime("dotnetcore3.1")->family == "dotnet");
}

TEST_CASE("runtimes: an unknown name is null") {
  CHECK(find_runtime("python4.0") == nullptr);
  CHECK(find_runtime("") == nullptr);
}

TEST_CASE("runtimes: the table is whole") {
  const std::set<std::string_view> families{"python", "nodejs", "java", "dotnet", "ruby", "go", "provided"};
  std::set<std::string_view> seen;
  for (const Runtime& runtime : all_runtimes()) {
    INFO(runtime.name);
    CHECK(families.contains(runtime.family));
    CHECK_FALSE(runtime.version.empty());
    CHECK(is_date_or_empty(runtime.deprecation));
    CHECK(is_date_or_empty(runtime.block_create));
    CHECK(is_date_or_empty(runtime.block_update));
    CHECK(runtime.block_create.empty() == runtime.block_update.empty());
    CHECK(runtime.block_create <= runtime.block_update);
    CHECK((runtime.successor.empty() || find_runtime(runtime.successor) != nullptr));
    CHECK(seen.insert(runtime.name).second);
  }
  CHECK(seen.size() > 40);
}
