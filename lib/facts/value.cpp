#include "facts/value.h"

#include <cstring>
#include <stdexcept>

#include "facts/block.h"

namespace cxsam::facts {
namespace {

constexpr std::uint32_t kFewMembers = 6;  // comparing with each is quicker than hashing

std::uint32_t tag_of(std::uint32_t word) { return word & block::kTagMask; }
std::uint32_t payload_of(std::uint32_t word) { return word >> block::kTagBits; }

template <class T>
T read(const char* place) {
  T result;
  std::memcpy(&result, place, sizeof result);
  return result;
}

std::uint32_t header(const char* block, block::Header field) {
  return read<std::uint32_t>(block + field * sizeof(std::uint32_t));
}

}  // namespace

Value Value::root(const char* block) {
  if (header(block, block::kMagicAt) != block::kMagic) throw std::logic_error("the table of facts has another layout");
  return {block, header(block, block::kRootAt)};
}

Value::Kind Value::kind() const {
  if (block_ == nullptr) return Kind::Missing;
  switch (tag_of(word_)) {
    case block::kSimple:
      return payload_of(word_) == block::kNull ? Kind::Null : Kind::Bool;
    case block::kInt:
      return Kind::Int;
    case block::kNumber:
      return *node() != 0 ? Kind::Double : Kind::Int;
    case block::kString:
      return Kind::String;
    case block::kList:
    case block::kStringList:
      return Kind::List;
    default:
      return Kind::Map;
  }
}

bool Value::boolean() const { return kind() == Kind::Bool && payload_of(word_) == block::kTrue; }

std::int64_t Value::integer() const {
  if (kind() != Kind::Int) return 0;
  if (tag_of(word_) == block::kNumber) return read<std::int64_t>(node() + 1);
  constexpr std::uint32_t kUnused = 32 - block::kPayloadBits;
  return static_cast<std::int32_t>(payload_of(word_) << kUnused) >> kUnused;
}

double Value::number() const {
  if (kind() == Kind::Double) return read<double>(node() + 1);
  return static_cast<double>(integer());
}

std::string_view Value::text() const { return kind() == Kind::String ? string(payload_of(word_)) : std::string_view(); }

std::uint32_t Value::size() const {
  if (block_ == nullptr) return 0;
  switch (tag_of(word_)) {
    case block::kList:
    case block::kStringList:
    case block::kMap:
      return read<std::uint16_t>(node());
    case block::kKeywordMap:
      return read<std::uint8_t>(node());
    default:
      return 0;
  }
}

Value Value::operator[](std::uint32_t index) const {
  if (index >= size()) return {};
  switch (tag_of(word_)) {
    case block::kList:
      return fact_at(node() + 2 + std::size_t{index} * block::kFactBytes);
    case block::kStringList: {
      const std::uint32_t id = read<std::uint16_t>(node() + 2 + std::size_t{index} * 2);
      return {block_, id << block::kTagBits | block::kString};
    }
    default:
      return member(index);
  }
}

std::string_view Value::key(std::uint32_t index) const {
  if (kind() != Kind::Map || index >= size()) return {};
  return string(key_id(index));
}

std::optional<Keyword> Value::keyword(std::uint32_t index) const {
  if (kind() != Kind::Map || index >= size()) return std::nullopt;
  const std::uint32_t id = key_id(index);
  if (id >= kKeywordNames.size()) return std::nullopt;
  return static_cast<Keyword>(id);
}

Value Value::find(Keyword key) const { return find_id(static_cast<std::uint32_t>(key)); }

Value Value::find(std::string_view key) const {
  if (kind() != Kind::Map) return {};
  if (const std::uint32_t count = size(); count <= kFewMembers) {
    for (std::uint32_t i = 0; i < count; ++i)
      if (string(key_id(i)) == key) return member(i);
    return {};
  }
  const std::uint32_t last = header(block_, block::kSlotCount) - 1;
  for (std::uint32_t slot = block::hash_of(key) & last;; slot = (slot + 1) & last) {
    const auto id = read<std::uint16_t>(block_ + header(block_, block::kSlotsAt) + std::size_t{slot} * 2);
    if (id == block::kNoKey) return {};
    if (string(id) == key) return find_id(id);
  }
}

Value Value::find_id(std::uint32_t key) const {
  if (kind() != Kind::Map) return {};
  const std::uint32_t count = size();
  const bool of_keywords = tag_of(word_) == block::kKeywordMap;
  const char* const keys = node() + (of_keywords ? 1 : 2);
  std::uint32_t low = 0;
  std::uint32_t high = count;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const std::uint32_t id =
        of_keywords ? read<std::uint8_t>(keys + middle) : read<std::uint16_t>(keys + std::size_t{middle} * 2);
    if (id == key) return fact_at(keys + std::size_t{count} * (of_keywords ? 1 : 2) + std::size_t{middle} * block::kFactBytes);
    if (id < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {};
}

const char* Value::node() const { return block_ + payload_of(word_); }

Value Value::fact_at(const char* place) const {
  std::uint32_t word = 0;
  std::memcpy(&word, place, block::kFactBytes);
  return {block_, word};
}

std::string_view Value::string(std::uint32_t id) const {
  const auto end_of = [&](std::uint32_t one) {
    const char* anchor = block_ + header(block_, block::kAnchorsAt) + one / block::kGroupOfStrings * sizeof(std::uint32_t);
    return read<std::uint32_t>(anchor) + read<std::uint16_t>(block_ + header(block_, block::kEndsAt) + std::size_t{one} * 2);
  };
  const std::uint32_t begin = id == 0 ? 0 : end_of(id - 1);
  return {block_ + header(block_, block::kBytesAt) + begin, end_of(id) - begin};
}

std::uint32_t Value::key_id(std::uint32_t index) const {
  if (tag_of(word_) == block::kKeywordMap) return read<std::uint8_t>(node() + 1 + index);
  return read<std::uint16_t>(node() + 2 + std::size_t{index} * 2);
}

Value Value::member(std::uint32_t index) const {
  const std::size_t count = size();
  const std::size_t before = tag_of(word_) == block::kKeywordMap ? 1 + count : 2 + 2 * count;
  return fact_at(node() + before + std::size_t{index} * block::kFactBytes);
}

}  // namespace cxsam::facts
