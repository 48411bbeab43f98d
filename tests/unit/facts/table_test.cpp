#include "facts/table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "base/embedded.h"

using namespace cxsam;

TEST_CASE("table: rows by their first fields") {
  constexpr std::string_view kTable = "# from\nname\tvalue\nA\t1\nA\t2\nAB\t3\nC\tx\t4\nC\ty\t5\nD\t6\n";
  const auto found = [&](std::string_view key) {
    std::string values;
    for (const facts::Row& row : facts::rows_named(kTable, key)) values += row.back();
    return values;
  };
  CHECK(found("A") == "12");
  CHECK(found("AB") == "3");
  CHECK(found("C") == "45");
  CHECK(found("C\ty") == "5");
  CHECK(found("D") == "6");
  CHECK(found("B").empty());
  CHECK(found("name").empty());
  CHECK(found("E").empty());
  CHECK(found("0").empty());
  CHECK(facts::rows_named("# nothing\nname\n", "A").empty());
}

TEST_CASE("table: those that are searched by name are sorted") {
  for (const std::string_view name :
       {"policies/templates", "policies/managed", "connectors/profiles", "connectors/properties", "sam/properties"}) {
    const auto rows = facts::read_table(embedded_file("schemas/" + std::string(name) + ".tsv"));
    INFO(name);
    CHECK(std::ranges::is_sorted(rows, {}, [](const facts::Row& row) { return row[0]; }));
    for (const facts::Row& row : rows)
      CHECK(!facts::rows_named(embedded_file("schemas/" + std::string(name) + ".tsv"), row[0]).empty());
  }
}
