#include "system/zip_directory.h"

#include <algorithm>
#include <optional>

namespace cxsam::system {
namespace {

constexpr std::string_view kDirectoryEnd("PK\5\6", 4);
constexpr std::size_t kDirectoryEndBytes = 22;
constexpr std::string_view kMember("PK\1\2", 4);
constexpr std::size_t kMemberBytes = 46;
constexpr std::string_view kLocalHeader("PK\3\4", 4);
constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::uint32_t kMadeByUnix = 3;

// What does not fit into the fields of old stands elsewhere, and they are full.
constexpr std::uint32_t kElsewhere = 0xFFFFFFFF;
constexpr std::string_view kLocator64("PK\6\7", 4);
constexpr std::size_t kLocator64Bytes = 20;
constexpr std::string_view kDirectoryEnd64("PK\6\6", 4);
constexpr std::size_t kDirectoryEnd64Bytes = 56;
constexpr std::uint32_t kExtra64 = 1;

/// Little-endian, of at most eight bytes.
std::uint64_t wide_number_at(std::string_view bytes, std::size_t offset, std::size_t width) {
  std::uint64_t number = 0;
  for (std::size_t i = width; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[offset + i]);
  return number;
}

std::uint32_t number_at(std::string_view bytes, std::size_t offset, std::size_t width) {
  return static_cast<std::uint32_t>(wide_number_at(bytes, offset, width));
}

/// Where the directory of a large archive lies: `end` is where the end of the directory of old begins in the tail.
std::optional<ZipDirectoryPlace> find_directory64(std::string_view tail, std::size_t end, std::uint64_t size) {
  if (end < kLocator64Bytes || !tail.substr(end - kLocator64Bytes).starts_with(kLocator64)) return std::nullopt;
  const std::uint64_t at = wide_number_at(tail, end - kLocator64Bytes + 8, 8);
  const std::uint64_t tail_begin = size - tail.size();
  if (at < tail_begin || at - tail_begin > tail.size()) return std::nullopt;
  const std::string_view record = tail.substr(at - tail_begin);
  if (record.size() < kDirectoryEnd64Bytes || !record.starts_with(kDirectoryEnd64)) return std::nullopt;
  return ZipDirectoryPlace{wide_number_at(record, 48, 8), wide_number_at(record, 40, 8)};
}

/// The member's extra field of large archives: in this order what is `kElsewhere` in the directory.
std::string_view find_extra64(std::string_view extra) {
  while (extra.size() >= 4) {
    const std::size_t length = number_at(extra, 2, 2);
    if (number_at(extra, 0, 2) == kExtra64) return extra.substr(4, length);
    extra.remove_prefix(std::min(extra.size(), 4 + length));
  }
  return {};
}

void read_extra64(std::string_view extra, ZipMember& member) {
  for (std::uint64_t* number : {&member.unzipped, &member.zipped, &member.header}) {
    if (*number != kElsewhere || extra.size() < 8) continue;
    *number = wide_number_at(extra, 0, 8);
    extra.remove_prefix(8);
  }
}

}  // namespace

Result<ZipDirectoryPlace> find_zip_directory(std::string_view tail, std::uint64_t size) {
  const std::size_t end = tail.rfind(kDirectoryEnd);
  if (end == std::string_view::npos || tail.size() - end < kDirectoryEndBytes) return fail("it is no zip archive");
  const ZipDirectoryPlace old{number_at(tail, end + 16, 4), number_at(tail, end + 12, 4)};
  const ZipDirectoryPlace place = find_directory64(tail, end, size).value_or(old);
  if (place.offset > size || place.bytes > size - place.offset) return fail("it is a broken zip archive");
  return place;
}

std::vector<ZipMember> read_zip_directory(std::string_view directory) {
  std::vector<ZipMember> members;
  while (directory.size() >= kMemberBytes && directory.starts_with(kMember)) {
    const std::size_t name = number_at(directory, 28, 2);
    const std::size_t extra = number_at(directory, 30, 2);
    const std::size_t all = kMemberBytes + name + extra + number_at(directory, 32, 2);
    ZipMember member;
    member.name = directory.substr(kMemberBytes, name);
    member.method = number_at(directory, 10, 2);
    member.checksum = number_at(directory, 16, 4);
    member.zipped = number_at(directory, 20, 4);
    member.unzipped = number_at(directory, 24, 4);
    if (number_at(directory, 5, 1) == kMadeByUnix) member.mode = number_at(directory, 38, 4) >> 16U;
    member.header = number_at(directory, 42, 4);
    member.encrypted = (number_at(directory, 8, 2) & 1U) != 0;
    if (directory.size() >= kMemberBytes + name)
      read_extra64(find_extra64(directory.substr(kMemberBytes + name, extra)), member);
    members.push_back(std::move(member));
    directory.remove_prefix(std::min(directory.size(), all));
  }
  return members;
}

Result<std::uint64_t> content_of(std::string_view archive, const ZipMember& member) {
  const std::string_view header = member.header < archive.size() ? archive.substr(member.header) : "";
  if (header.size() < kLocalHeaderBytes || !header.starts_with(kLocalHeader))
    return fail("its member `" + member.name + "` is not where its directory says");
  const std::uint64_t begin = member.header + kLocalHeaderBytes + number_at(header, 26, 2) + number_at(header, 28, 2);
  if (begin > archive.size() || member.zipped > archive.size() - begin)
    return fail("its member `" + member.name + "` is cut short");
  return begin;
}

}  // namespace cxsam::system
