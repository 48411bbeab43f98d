// Time comes from a Clock: what asks the system, or waits on its own, cannot be tested without sleeping.
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>

#include "base/file.h"
#include "base/text.h"

using namespace cxsam;
namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 8> kForbidden{"_clock::now()", "std::time(nullptr)", "clock_gettime(",
                                                     "gettimeofday(", "steady_timer",       "system_timer",
                                                     "usleep(",       "this_thread::sleep"};

std::string forbidden_in(std::string_view source) {
  for (const std::string_view word : kForbidden) {
    if (source.find(word) != std::string_view::npos) return std::string(word);
  }
  return "";
}

std::map<std::string, std::string> exceptions(const fs::path& file) {
  std::map<std::string, std::string> result;
  const std::string text = read_file(file).value();
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with('#') || colon == std::string_view::npos) continue;
    result[std::string(line.substr(0, colon))] = trim(line.substr(colon + 2));
  }
  return result;
}

}  // namespace

TEST_CASE("clock: nothing asks the system for the time but what says why", "[house]") {
  const fs::path root = CXSAM_SOURCE_DIR;
  std::map<std::string, std::string> allowed = exceptions(root / "tests/unit/house/clock.txt");
  for (const char* part : {"lib", "cli"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / part)) {
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const std::string word = forbidden_in(read_file(entry.path()).value());
      if (word.empty() || allowed.erase(fs::relative(entry.path(), root).string()) > 0) continue;
      FAIL_CHECK(entry.path().string() << " uses `" << word << "`: take the time from a Clock (lib/loop/clock.h)");
    }
  }
  for (const auto& [file, reason] : allowed) FAIL_CHECK("clock.txt: `" << file << "` needs no exception any more");
}

TEST_CASE("clock: a direct look at the time is seen", "[house]") {
  CHECK(forbidden_in("const auto t = std::chrono::steady_clock::now();") != "");
  CHECK(forbidden_in("asio::steady_timer timer(loop);") != "");
  CHECK(forbidden_in("clock.now()") == "");
}
