#include "facts/schedule.h"

#include <catch2/catch.hpp>

using namespace cxsam;

namespace {

constexpr std::string_view kToday = "2026-11-22";
constexpr auto kRules = facts::ScheduleService::Rules;
constexpr auto kScheduler = facts::ScheduleService::Scheduler;

bool is_fine(std::string_view expression) { return !facts::check_schedule(expression, kToday, kScheduler); }

bool is_dead(std::string_view expression) {
  const auto problem = facts::check_schedule(expression, kToday, kScheduler);
  return problem && problem->never_fires;
}

bool is_wrong(std::string_view expression) {
  const auto problem = facts::check_schedule(expression, kToday, kScheduler);
  return problem && !problem->never_fires;
}

}  // namespace

TEST_CASE("schedule: rates have a number and a unit that fit each other") {
  for (const char* fine : {"rate(1 minute)", "rate(5 minutes)", "rate(1 hour)", "rate(7 days)"}) CHECK(is_fine(fine));
  for (const char* bad : {"rate(0 days)", "rate(5)", "rate(5 weeks)", "rate(x days)", "rate(5 minutes"}) CHECK(is_wrong(bad));
}

TEST_CASE("schedule: only rules of EventBridge want the unit to agree with the number") {
  for (const char* odd : {"rate(1 minutes)", "rate(5 minute)", "rate(1 days)", "rate(12 hour)"}) {
    CHECK(is_fine(odd));
    CHECK(facts::check_schedule(odd, kToday, kRules));
  }
}

TEST_CASE("schedule: commas between the fields are named") {
  const auto problem = facts::check_schedule("cron(5, 0, 1, *, ?, *)", kToday, kRules);
  REQUIRE(problem);
  CHECK(problem->message == "parts its fields with commas");
  CHECK(problem->hint == "blanks are between them: cron(5 0 1 * ? *)");
}

TEST_CASE("schedule: cron has six fields in their bounds, and one kind of day") {
  for (const char* fine :
       {"cron(0 10 * * ? *)", "cron(0/15 * * * ? *)", "cron(0 8 ? * MON-FRI *)", "cron(0 8 1,15 * ? *)", "cron(0 18 L * ? *)",
        "cron(0 18 LW * ? *)", "cron(0 18 3W * ? *)", "cron(0 18 ? * 6L *)", "cron(0 18 ? * 2#1 *)", "cron(0 18 ? * FRI-MON *)",
        "cron(0 0 29 2 ? *)", "cron(0 0 ? JAN,jul mon 2030-2040/2)"})
    CHECK(is_fine(fine));
  for (const char* bad : {"cron(0 10 * * ?)", "cron(0 10 * * * *)", "cron(0 10 ? * ? *)", "cron(60 10 * * ? *)",
                          "cron(0 24 * * ? *)", "cron(0 10 32 * ? *)", "cron(0 10 * 13 ? *)", "cron(0 10 ? * 8 *)",
                          "cron(? 10 * * ? *)", "cron(0 10 ? * 2#6 *)", "cron(0/0 10 * * ? *)", "cron(, 10 * * ? *)", "daily"})
    CHECK(is_wrong(bad));
}

TEST_CASE("schedule: days that never come, years that are past") {
  for (const char* dead :
       {"cron(0 0 31 2 ? *)", "cron(0 0 30 FEB ? *)", "cron(0 0 31 4,6,9,11 ? *)", "cron(0 0 1 1 ? 2020)",
        "cron(0 0 1 1-10 ? 2026)", "cron(0 0 29 2 ? 2027)", "cron(0 0 21 11 ? 2026)", "at(2020-01-01T00:00:00)"})
    CHECK(is_dead(dead));
  for (const char* fine :
       {"cron(0 0 22 11 ? 2026)", "cron(0 0 1 12 ? 2026)", "cron(0 0 29 2 ? 2028)", "at(2026-11-22T00:00:00)"})
    CHECK(is_fine(fine));
}

TEST_CASE("schedule: a single time is for EventBridge Scheduler") {
  CHECK(is_wrong("at(tomorrow)"));
  CHECK(facts::check_schedule("at(2030-01-01T00:00:00)", kToday, kRules));
}

TEST_CASE("schedule: without a day only the form counts") {
  CHECK_FALSE(facts::check_schedule("cron(0 0 30 2 ? *)", "", kScheduler));
  CHECK_FALSE(facts::check_schedule("at(1999-01-01T00:00:00)", "", kScheduler));
  CHECK(facts::check_schedule("cron(0 0 32 2 ? *)", "", kScheduler));
}
