#include "facts/value.h"

#include <cstring>
#include <stdexcept>

#include "facts/block.h"

namespace cxsam::facts {
namespace {

std::uint32_t tag_of(std::uint32_t word) { return word & block::kTagMask; }
std::uint32_t payload_of(std::uint32_t word) { return word >> block::kTagBits; }

template <class T>
T read_two_words(const std::uint32_t* node) {
  T result;
  std::memcpy(&result, node, sizeof result);
  return result;
}

}  // namespace

Value Value::root(const std::uint32_t* block) {
  if (block[block::kMagicAt] != block::kMagic) throw std::logic_error("the table of facts has another layout");
  return {block, block[block::kRootAt]};
}

Value::Kind Value::kind() const {
  if (block_ == nullptr) return Kind::Missing;
  switch (tag_of(word_)) {
    case block::kSimple:
      return payload_of(word_) == block::kNull ? Kind::Null : Kind::Bool;
    case block::kInt:
    case block::kBigInt:
      return Kind::Int;
    case block::kDouble:
      return Kind::Double;
    case block::kString:
      return Kind::String;
    case block::kList:
      return Kind::List;
    default:
      return Kind::Map;
  }
}

bool Value::boolean() const { return kind() == Kind::Bool && payload_of(word_) == block::kTrue; }

std::int64_t Value::integer() const {
  if (kind() != Kind::Int) return 0;
  if (tag_of(word_) == block::kBigInt) return read_two_words<std::int64_t>(node());
  return static_cast<std::int32_t>(word_) >> block::kTagBits;
}

double Value::number() const {
  if (kind() == Kind::Double) return read_two_words<double>(node());
  return static_cast<double>(integer());
}

std::string_view Value::text() const { return kind() == Kind::String ? string(payload_of(word_)) : std::string_view(); }

std::uint32_t Value::size() const {
  const Kind what = kind();
  return what == Kind::List || what == Kind::Map ? node()[0] : 0;
}

Value Value::operator[](std::uint32_t index) const {
  if (index >= size()) return {};
  return kind() == Kind::Map ? member(index) : Value(block_, node()[1 + index]);
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

Value Value::find(Keyword key) const {
  if (kind() != Kind::Map) return {};
  const auto wanted = static_cast<std::uint32_t>(key);
  // Keywords are a map's first members, and few.
  for (std::uint32_t index = 0; index < size(); ++index) {
    const std::uint32_t id = key_id(index);
    if (id == wanted) return member(index);
    if (id > wanted) break;
  }
  return {};
}

Value Value::find(std::string_view key) const {
  if (kind() != Kind::Map) return {};
  if (const auto known = find_keyword(key)) return find(*known);
  std::uint32_t low = 0;
  std::uint32_t high = size();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const std::uint32_t id = key_id(middle);
    const int order = id < kKeywordNames.size() ? -1 : string(id).compare(key);
    if (order == 0) return member(middle);
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {};
}

const std::uint32_t* Value::node() const { return block_ + payload_of(word_); }

std::string_view Value::string(std::uint32_t id) const {
  const std::uint32_t* ends = block_ + block_[block::kStringEndsAt];
  const char* bytes = reinterpret_cast<const char*>(block_ + block_[block::kStringBytesAt]);
  const std::uint32_t begin = id == 0 ? 0 : ends[id - 1];
  return {bytes + begin, ends[id] - begin};
}

std::uint32_t Value::key_id(std::uint32_t index) const { return reinterpret_cast<const std::uint16_t*>(node() + 1)[index]; }

Value Value::member(std::uint32_t index) const {
  const std::uint32_t key_words = (node()[0] + 1) / 2;
  return {block_, node()[1 + key_words + index]};
}

}  // namespace cxsam::facts
