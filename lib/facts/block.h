// The layout of a block of facts (value.h), shared by its writer and its reader. Numbers are little-endian.
//
//   header | nodes | string anchors | string ends | string bytes | slots
//
// A fact is 24 bits: a tag in the low three and a payload above. What does not fit in the payload is a node; the payload is
// then its offset in the block. Counts and string ids have 16 bits if nothing else is said.
//   number:       a byte (1: a double), 8 bytes
//   list:         count, a fact an item
//   string list:  count, a string id an item
//   map:          count, the keys' string ids, ascending, a fact a value
//   keyword map:  count (8 bits), the keys' string ids (8 bits), ascending, a fact a value
// Strings have ids: keywords first (facts/keywords.h), then all other keys, then all other texts; of both those of common facts
// go first, each part sorted. A string ends at its end (16 bits) after the anchor (32 bits) of its group, and begins where the
// one before it ends. Nodes of common facts go first, too: what most templates ask for is on few pages. The slots (16 bits, a
// power of two of them, at most half of them taken) find the id of a keyword or key by its text: it stands in the first free
// slot at or after its hash, and the search goes round the end.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace cxsam::facts::block {

enum Tag : std::uint32_t {
  kSimple,  // payload: Simple
  kInt,     // payload: a number with sign
  kNumber,
  kString,  // payload: string id
  kList,
  kStringList,
  kMap,
  kKeywordMap,
};

enum Simple : std::uint32_t { kNull, kFalse, kTrue };

inline constexpr std::uint32_t kTagBits = 3;
inline constexpr std::uint32_t kTagMask = (1U << kTagBits) - 1;
inline constexpr std::uint32_t kFactBytes = 3;
inline constexpr std::uint32_t kPayloadBits = 8 * kFactBytes - kTagBits;
inline constexpr std::uint32_t kGroupOfStrings = 32;
inline constexpr std::uint32_t kMagic = 0x34545846;  // "FXT4"
inline constexpr std::uint16_t kNoKey = 0xffff;      // in a free slot

/// Words of 32 bits at the block's start; the places are offsets in bytes, the last is how many slots there are.
enum Header : std::uint32_t { kMagicAt, kRootAt, kAnchorsAt, kEndsAt, kBytesAt, kSlotsAt, kSlotCount, kHeaderWords };

/// Eight bytes at a time, since names are looked up again and again; the writer and the reader must agree.
inline std::uint32_t hash_of(std::string_view text) {
  constexpr std::uint64_t kMultiplier = 0x9e3779b97f4a7c15;  // 2^64 by the golden ratio
  std::uint64_t hash = text.size();
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kMultiplier;
    hash ^= hash >> 32;
  };
  for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    mix(word);
  }
  std::uint64_t rest = 0;
  for (const char byte : text) rest = rest << 8 | static_cast<unsigned char>(byte);
  mix(rest);
  return static_cast<std::uint32_t>(hash);
}

}  // namespace cxsam::facts::block
