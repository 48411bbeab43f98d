#include "system/zip_end.h"

#include <algorithm>

namespace cxsam::system {
namespace {

constexpr std::uint32_t kEnd = 0x06054b50, kEnd64 = 0x06064b50, kLocator64 = 0x07064b50;
constexpr std::uint64_t kMostMembers = 0xFFFF, kMostBytes = 0xFFFFFFFF;
constexpr std::uint64_t kLarge = 0x7FFFFFFF;  // Python's limit
constexpr std::uint16_t kVersion64 = 45;
constexpr std::uint64_t kRestOfEnd64 = 44;  // bytes behind the record's own size

std::string records_of_large(const ZipEnd& end) {
  std::string out;
  put_number(out, kEnd64, 4);
  put_number(out, kRestOfEnd64, 8);
  put_number(out, kVersion64, 2);
  put_number(out, kVersion64, 2);
  put_number(out, 0, 8);  // the first and only disk
  put_number(out, end.members, 8);
  put_number(out, end.members, 8);
  put_number(out, end.bytes, 8);
  put_number(out, end.begin, 8);
  put_number(out, kLocator64, 4);
  put_number(out, 0, 4);
  put_number(out, end.begin + end.bytes, 8);
  put_number(out, 1, 4);
  return out;
}

}  // namespace

void put_number(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8U * static_cast<unsigned>(i)) & 0xFFU);
}

std::string zip_end(const ZipEnd& end) {
  const bool large = end.members > kMostMembers || end.begin > kLarge || end.bytes > kLarge;
  std::string out = large ? records_of_large(end) : "";
  put_number(out, kEnd, 4);
  put_number(out, 0, 4);
  put_number(out, std::min(end.members, kMostMembers), 2);
  put_number(out, std::min(end.members, kMostMembers), 2);
  put_number(out, std::min(end.bytes, kMostBytes), 4);
  put_number(out, std::min(end.begin, kMostBytes), 4);
  put_number(out, 0, 2);
  return out;
}

}  // namespace cxsam::system
