#include "lint/settings/today.h"

#include <catch2/catch.hpp>

using namespace cxsam::lint;

TEST_CASE("today: seconds since 1970 become a date in UTC") {
  CHECK(iso_date(0) == "1970-01-01");
  CHECK(iso_date(951'782'399) == "2000-02-28");
  CHECK(iso_date(951'782'400) == "2000-02-29");
  CHECK(iso_date(1'795'305'600) == "2026-11-22");
}

TEST_CASE("today: SOURCE_DATE_EPOCH stands for today, and what is no number does not") {
  CHECK(today("951782400") == "2000-02-29");
  CHECK(today("yesterday") == today(std::nullopt));
  CHECK(today(std::nullopt) > "2024-01-01");
}
