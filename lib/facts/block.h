// The layout of a block of facts (value.h), shared by its writer and its reader. All words are 32 bits in the machine's order.
//
//   header | nodes | string ends | string bytes
//
// A fact is one word: a tag in the low three bits and a payload above. Lists and maps are nodes: the payload is the node's
// index in words.
//   list: count, a word an item
//   map:  count, the keys' string ids (16 bits each, ascending, filled up to a whole word), a word a value
// Strings have ids: keywords first (facts/keywords.h), then all other keys, then all other texts, each sorted. String `i`
// begins where string `i - 1` ends.
#pragma once

#include <cstdint>

namespace cxsam::facts::block {

enum Tag : std::uint32_t {
  kSimple,  // payload: Simple
  kInt,     // payload: 29 bits with sign
  kBigInt,  // node of two words
  kDouble,  // node of two words
  kString,  // payload: string id
  kList,
  kMap,
};

enum Simple : std::uint32_t { kNull, kFalse, kTrue };

inline constexpr std::uint32_t kTagBits = 3;
inline constexpr std::uint32_t kTagMask = (1U << kTagBits) - 1;
inline constexpr std::uint32_t kMagic = 0x31545846;  // "FXT1"

enum Header : std::uint32_t { kMagicAt, kRootAt, kStringCountAt, kStringEndsAt, kStringBytesAt, kHeaderWords };

}  // namespace cxsam::facts::block
