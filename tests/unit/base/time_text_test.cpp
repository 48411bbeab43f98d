#include "base/time_text.h"

#include <array>
#include <ctime>

#include <catch2/catch.hpp>

using namespace cxsam;
using namespace std::chrono_literals;

TEST_CASE("time_text: the forms of logs and of HTTP", "[base]") {
  const std::chrono::system_clock::time_point time(1700000000123ms);
  CHECK(iso_time(time) == "2023-11-14T22:13:20.123Z");
  CHECK(http_date(time) == "Tue, 14 Nov 2023 22:13:20 GMT");
  CHECK(access_log_time(time) == "14/Nov/2023:22:13:20 +0000");
  const std::time_t seconds = 1700000000;
  std::array<char, 40> local{};
  std::strftime(local.data(), local.size(), "%d/%b/%Y %H:%M:%S", std::localtime(&seconds));
  CHECK(local_log_time(time) == local.data());
  CHECK(epoch_ms(time) == 1700000000123);
  CHECK(iso_time({}) == "1970-01-01T00:00:00.000Z");
  CHECK(http_date(std::chrono::system_clock::time_point(784111777s)) == "Sun, 06 Nov 1994 08:49:37 GMT");
}
