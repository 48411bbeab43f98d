#include "system/archive.h"

#include <cstdlib>
#include <ctime>

#include <catch2/catch.hpp>

#include "system/zip_measure.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::system;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

/// The time zone of the process, put back at the end.
class TimeZone {
 public:
  explicit TimeZone(const char* name) {
    if (const char* old = std::getenv("TZ")) old_ = old;
    ::setenv("TZ", name, 1);
    ::tzset();
  }
  ~TimeZone() {
    if (old_.empty()) {
      ::unsetenv("TZ");
    } else {
      ::setenv("TZ", old_.c_str(), 1);
    }
    ::tzset();
  }

 private:
  std::string old_;
};

void make_source(const ScratchFolder& folder) {
  folder.write("src/app.py", "def handler(event, context): return event\n");
  folder.write("src/bootstrap", "#!/bin/sh\n", true);
  fs::create_directories(folder / "src/empty");
  fs::create_symlink("app.py", folder / "src/link.py");
}

Result<ZipSize> zip(const ScratchFolder& folder, std::string_view name) {
  const auto entries = walk_tree(folder / "src");
  if (!entries) return fail(entries.error());
  return write_zip(folder / "src", *entries, folder / name);
}

/// Little-endian number at `at`.
std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Listed {
  std::string name;
  std::uint32_t dos_time = 0;
  std::uint32_t unix_mode = 0;
  bool utf8 = false;  // general purpose bit 11: the name is UTF-8
};

/// The central directory (APPNOTE.TXT 4.3.12), read without libarchive.
std::vector<Listed> list(const std::string& zip) {
  const std::size_t end = zip.rfind("PK\x05\x06");
  std::vector<Listed> entries;
  std::size_t at = number(zip, end + 16, 4);
  for (std::uint32_t left = number(zip, end + 10, 2); left > 0; --left) {
    const std::uint32_t name = number(zip, at + 28, 2);
    entries.push_back({zip.substr(at + 46, name), number(zip, at + 12, 4), number(zip, at + 38, 4) >> 16U,
                       (number(zip, at + 8, 2) & 0x800U) != 0});
    at += 46 + name + number(zip, at + 30, 2) + number(zip, at + 32, 2);
  }
  return entries;
}

}  // namespace

TEST_CASE("write_zip: the same bytes on any day and in any time zone", "[system]") {
  const ScratchFolder folder;
  make_source(folder);
  {
    const TimeZone zone("UTC");
    REQUIRE(zip(folder, "utc.zip"));
  }
  for (const auto& entry : fs::directory_iterator(folder / "src"))
    if (!entry.is_symlink()) fs::last_write_time(entry, fs::file_time_type::clock::now() - std::chrono::hours(5000));
  for (const char* zone_name : {"Asia/Tokyo", "XXX+12", "YYY-14"}) {
    const TimeZone zone(zone_name);
    REQUIRE(zip(folder, "other.zip"));
    CHECK(folder.read("utc.zip") == folder.read("other.zip"));
  }
}

TEST_CASE("write_zip: names, modes and the time that zip starts at", "[system]") {
  const ScratchFolder folder;
  make_source(folder);
  fs::permissions(folder / "src/app.py", fs::perms(0600));
  const auto size = zip(folder, "out.zip");
  REQUIRE(size);
  CHECK(size->unzipped == 42 + 10);
  CHECK(size->zipped == fs::file_size(folder / "out.zip"));
  const std::vector<Listed> entries = list(folder.read("out.zip"));
  REQUIRE(entries.size() == 4);
  CHECK(entries[0].name == "app.py");
  CHECK(entries[0].unix_mode == 0100644);
  CHECK(entries[1].name == "bootstrap");
  CHECK(entries[1].unix_mode == 0100755);
  CHECK(entries[2].name == "empty/");
  CHECK(entries[2].unix_mode == 0040755);
  CHECK(entries[3].name == "link.py");
  CHECK((entries[3].unix_mode & 0170000U) == 0120000);
  for (const Listed& entry : entries) CHECK(entry.dos_time == 0x00210000U);  // 1980-01-01 00:00
}

TEST_CASE("write_zip: a name beyond ASCII is marked as UTF-8", "[system]") {
  const ScratchFolder folder;
  folder.write("src/plain", "1");
  folder.write("src/not\xFFutf8", "3");
  folder.write("src/gr\u00fc\u00dfe.txt", "2");
  REQUIRE(zip(folder, "a.zip"));
  const std::vector<Listed> entries = list(folder.read("a.zip"));
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].name == "gr\u00fc\u00dfe.txt");
  CHECK(entries[0].utf8);
  CHECK_FALSE(entries[1].utf8);
  CHECK_FALSE(entries[2].utf8);
}

TEST_CASE("write_zip: nothing half-written stays behind", "[system]") {
  const ScratchFolder folder;
  make_source(folder);
  const auto entries = walk_tree(folder / "src");
  REQUIRE(entries);
  fs::remove(folder / "src/bootstrap");
  const auto size = write_zip(folder / "src", *entries, folder / "out.zip");
  REQUIRE_FALSE(size);
  CHECK(size.error().message.find("bootstrap") != std::string::npos);
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);  // src alone
}

TEST_CASE("write_zip: a file that grows while it is zipped is an error", "[system]") {
  // Files of /proc have no size and a content all the same: as one that grows after it was looked at.
  const ScratchFolder folder;
  TreeEntry entry;
  entry.path = "status";
  entry.mode = 0444;
  const auto size = write_zip("/proc/self", std::span(&entry, 1), folder / "out.zip");
  REQUIRE_FALSE(size);
  CHECK(size.error().message == "`/proc/self/status` changed while it was zipped");
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("write_zip: more than 4 GB", "[.][large]") {
  const ScratchFolder folder;
  folder.write("src/large", "");
  constexpr std::uint64_t kSize = (std::uint64_t{1} << 32U) + 1;
  fs::resize_file(folder / "src/large", kSize);  // sparse
  const auto size = zip(folder, "out.zip");
  REQUIRE(size);
  CHECK(size->unzipped == kSize);
  const auto read = system::measure_zip(folder / "out.zip");
  REQUIRE(read);
  CHECK(read->unzipped == kSize);
}
