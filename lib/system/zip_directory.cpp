#include "system/zip_directory.h"

#include <algorithm>

namespace cxsam::system {
namespace {

constexpr std::string_view kDirectoryEnd("PK\5\6", 4);
constexpr std::size_t kDirectoryEndBytes = 22;
constexpr std::string_view kMember("PK\1\2", 4);
constexpr std::size_t kMemberBytes = 46;
constexpr std::string_view kLocalHeader("PK\3\4", 4);
constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::uint32_t kMadeByUnix = 3;

/// Numbers are little-endian.
std::uint32_t number_at(std::string_view bytes, std::size_t offset, std::size_t width) {
  std::uint32_t number = 0;
  for (std::size_t i = width; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[offset + i]);
  return number;
}

}  // namespace

Result<ZipDirectoryPlace> find_zip_directory(std::string_view tail, std::uint64_t size) {
  const std::size_t end = tail.rfind(kDirectoryEnd);
  if (end == std::string_view::npos || tail.size() - end < kDirectoryEndBytes) return fail("it is no zip archive");
  const ZipDirectoryPlace place{number_at(tail, end + 16, 4), number_at(tail, end + 12, 4)};
  if (place.offset + place.bytes > size) return fail("it is a broken zip archive");
  return place;
}

std::vector<ZipMember> read_zip_directory(std::string_view directory) {
  std::vector<ZipMember> members;
  while (directory.size() >= kMemberBytes && directory.starts_with(kMember)) {
    const std::size_t name = number_at(directory, 28, 2);
    const std::size_t all = kMemberBytes + name + number_at(directory, 30, 2) + number_at(directory, 32, 2);
    ZipMember member;
    member.name = directory.substr(kMemberBytes, name);
    member.method = number_at(directory, 10, 2);
    member.checksum = number_at(directory, 16, 4);
    member.zipped = number_at(directory, 20, 4);
    member.unzipped = number_at(directory, 24, 4);
    if (number_at(directory, 5, 1) == kMadeByUnix) member.mode = number_at(directory, 38, 4) >> 16U;
    member.header = number_at(directory, 42, 4);
    member.encrypted = (number_at(directory, 8, 2) & 1U) != 0;
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
