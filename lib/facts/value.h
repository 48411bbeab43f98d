// Facts that are read in place: one block of words that the build makes from the text of schemas/ (schemas/compile) and
// embeds. Nothing is parsed, unpacked or allocated; a page that no one asks for is never loaded.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "facts/keywords.h"

namespace cxsam::facts {

/// A handle to one fact: what JSON can say. It costs two words and is passed by value. Asking a fact for what it is not gives
/// the empty answer (0, "", no members, Missing), so that paths into the facts read without a check at each step.
class Value {
 public:
  enum class Kind : std::uint8_t { Missing, Null, Bool, Int, Double, String, List, Map };

  Value() = default;
  /// The root of a block as schemas/compile/table_writer.h writes it; the block must outlive the values.
  static Value root(const char* block);

  Kind kind() const;
  /// False when Missing.
  explicit operator bool() const { return block_ != nullptr; }

  bool boolean() const;
  std::int64_t integer() const;
  /// Of an Int too.
  double number() const;
  std::string_view text() const;

  /// Of a list or a map.
  std::uint32_t size() const;
  /// A list's item, or the value of a map's index-th member. Members are sorted: keywords, keys that common facts have, the
  /// others, and in each of these by text.
  Value operator[](std::uint32_t index) const;
  std::string_view key(std::uint32_t index) const;
  /// The index-th key when it is a keyword.
  std::optional<Keyword> keyword(std::uint32_t index) const;

  /// Missing when this is no map or has no such member.
  Value find(std::string_view key) const;
  Value find(Keyword key) const;

  /// Equal facts have equal ids within one block: a key for caches.
  std::uint32_t id() const { return word_; }
  /// Same fact of the same block.
  friend bool operator==(Value, Value) = default;

 private:
  Value(const char* block, std::uint32_t word) : block_(block), word_(word) {}
  const char* node() const;
  Value fact_at(const char* place) const;
  std::string_view string(std::uint32_t id) const;
  std::uint32_t key_id(std::uint32_t index) const;
  Value member(std::uint32_t index) const;
  Value find_id(std::uint32_t key) const;

  const char* block_ = nullptr;
  std::uint32_t word_ = 0;
};

/// All facts of schemas/: a map of "types" (resource type -> schema), and the others that schemas/README.md names.
Value table();

}  // namespace cxsam::facts
