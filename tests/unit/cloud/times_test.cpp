#include "cloud/times.h"

#include <catch2/catch.hpp>

#include "aws/times.h"

using namespace cxsam;

namespace {

/// The time that is meant on a Wednesday morning, or "".
std::string meant(std::string_view text) {
  const auto now = *aws::parse_iso_time("2026-03-04T05:06:07Z");
  const auto time = cloud::parse_when(text, now);
  return time ? aws::iso_seconds(*time) : "";
}

}  // namespace

TEST_CASE("times: distances from now", "[cloud]") {
  CHECK(meant("now") == "2026-03-04T05:06:07Z");
  CHECK(meant("10m ago") == "2026-03-04T04:56:07Z");
  CHECK(meant("5 minutes ago") == "2026-03-04T05:01:07Z");
  CHECK(meant("5mins ago") == "2026-03-04T05:01:07Z");
  CHECK(meant("1 hour ago") == "2026-03-04T04:06:07Z");
  CHECK(meant("an hour ago") == "2026-03-04T04:06:07Z");
  CHECK(meant("1h30m ago") == "2026-03-04T03:36:07Z");
  CHECK(meant("2 days, 3 hours ago") == "2026-03-02T02:06:07Z");
  CHECK(meant("90s") == "2026-03-04T05:04:37Z");
  CHECK(meant("1 week ago") == "2026-02-25T05:06:07Z");
  CHECK(meant("in 2 hours") == "2026-03-04T07:06:07Z");
  CHECK(meant("1.5 hours ago") == "2026-03-04T03:36:07Z");
  CHECK(meant("0.5d") == "2026-03-03T17:06:07Z");
  CHECK(meant("1.5h 10m ago") == "2026-03-04T03:26:07Z");
  CHECK(meant("a fortnight ago") == "2026-02-18T05:06:07Z");
  CHECK(meant("1.5 years ago") == "2024-09-04T05:06:07Z");
  CHECK(meant("yesterday") == "2026-03-03T05:06:07Z");
  CHECK(meant("last week") == "2026-02-25T05:06:07Z");
  CHECK(meant("next week") == "2026-03-11T05:06:07Z");
  CHECK(meant("last month") == "2026-02-04T05:06:07Z");
  CHECK(meant("2 years ago") == "2024-03-04T05:06:07Z");
  CHECK(cloud::parse_when("1 month ago", *aws::parse_iso_time("2026-03-31T05:06:07Z")) ==
        aws::parse_iso_time("2026-02-28T05:06:07Z"));
}

TEST_CASE("times: dates and hours, in UTC unless they say otherwise", "[cloud]") {
  CHECK(meant("2026-03-01") == "2026-03-01T00:00:00Z");
  CHECK(meant("2026-03-01 05:06") == "2026-03-01T05:06:00Z");
  CHECK(meant("2026-03-01T05:06:07") == "2026-03-01T05:06:07Z");
  CHECK(meant("2026-03-01T05:06:07.891Z") == "2026-03-01T05:06:07Z");
  CHECK(meant("2026-03-01 05:06:07+02:00") == "2026-03-01T03:06:07Z");
  CHECK(meant("2026-03-01 05:06 -0530") == "2026-03-01T10:36:00Z");
  CHECK(meant("2026/03/01 10:00") == "2026-03-01T10:00:00Z");
  CHECK(meant("03/01/2026") == "2026-03-01T00:00:00Z");
  CHECK(meant("March 1, 2026 5:06 PM") == "2026-03-01T17:06:00Z");
  CHECK(meant("1 Mar 2026 12:30am") == "2026-03-01T00:30:00Z");
  CHECK(meant("1st march") == "2026-03-01T00:00:00Z");
  CHECK(meant("04:30") == "2026-03-04T04:30:00Z");
  CHECK(meant("today 04:30") == "2026-03-04T04:30:00Z");
  CHECK(meant("yesterday at 10:15 UTC") == "2026-03-03T10:15:00Z");
  CHECK(meant("last monday") == "2026-03-02T00:00:00Z");
  CHECK(meant("wednesday 10:00") == "2026-03-04T10:00:00Z");
  CHECK(meant("yesterday 10pm") == "2026-03-03T22:00:00Z");
  CHECK(meant("2 days ago at 10:00") == "2026-03-02T10:00:00Z");
  CHECK(meant("a month ago 5pm") == "2026-02-04T17:00:00Z");
  CHECK(meant("Tue Mar  3 22:00:00 2026") == "2026-03-03T22:00:00Z");
  CHECK(meant("Tue Mar  3 22:00:00 UTC 2026") == "2026-03-03T22:00:00Z");
  CHECK(meant("Tue, 03 Mar 2026 22:00:00 GMT") == "2026-03-03T22:00:00Z");
  CHECK(meant("1772600767") == "2026-03-04T05:06:07Z");
  CHECK(meant("1772600767000") == "2026-03-04T05:06:07Z");
}

TEST_CASE("times: words of the day", "[cloud]") {
  CHECK(meant("noon") == "2026-03-04T12:00:00Z");
  CHECK(meant("Midnight") == "2026-03-04T00:00:00Z");
  CHECK(meant("12 noon") == "2026-03-04T12:00:00Z");
  CHECK(meant("yesterday at noon") == "2026-03-03T12:00:00Z");
  CHECK(meant("noon yesterday") == "2026-03-03T12:00:00Z");
  CHECK(meant("last night") == "2026-03-03T20:00:00Z");
  CHECK(meant("this morning") == "2026-03-04T09:00:00Z");
  CHECK(meant("tonight") == "2026-03-04T20:00:00Z");
  CHECK(meant("the day before yesterday") == "2026-03-02T05:06:07Z");
  CHECK(meant("this week") == "2026-03-04T05:06:07Z");
  CHECK(meant("this year") == "2026-03-04T05:06:07Z");
  CHECK(meant("just now") == "2026-03-04T05:06:07Z");
  CHECK(meant("two hours ago") == "2026-03-04T03:06:07Z");
  CHECK(meant("half an hour ago") == "2026-03-04T04:36:07Z");
}

TEST_CASE("times: what is not understood whole is not understood", "[cloud]") {
  for (const char* text : {"",
                           "half past never",
                           "noon noon",
                           "this",
                           "this monday",
                           "morning",
                           "5 parsecs ago",
                           "ago",
                           "last",
                           "last week ago",
                           "1.5 months ago",
                           "1.2.3 hours ago",
                           ". hours ago",
                           "inf hours ago",
                           "2 hours ago at 10:00",
                           "2 days ago oops",
                           "2 days ago yesterday 10:00",
                           "10:00 2 days ago",
                           "Mon Mar  3 22:00:00 2026",
                           "monday yesterday",
                           "monday tuesday",
                           "13pm",
                           "999999 years ago",
                           "5",
                           "2026-13-01",
                           "2026-02-30",
                           "25:00",
                           "10:61",
                           "march",
                           "2026-03-01 oops",
                           "yesterday tomorrow",
                           "10:00 11:00",
                           "99999999999999999999 days ago"}) {
    INFO(text);
    CHECK(meant(text).empty());
  }
}

TEST_CASE("times: as AWS's command lines print them", "[cloud]") {
  CHECK(cloud::iso_with_offset(1772600767000) == "2026-03-04T05:06:07+00:00");
  CHECK(cloud::iso_with_offset(1772600767891) == "2026-03-04T05:06:07.891000+00:00");
  CHECK(cloud::python_time(1772600767.5) == "2026-03-04 05:06:07.500000+00:00");
}
