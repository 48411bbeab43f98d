// What a JSONPath is once it has been read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "json/json.h"
#include "json/path.h"

namespace cxsam {

/// A condition of `[?(...)]`.
struct JsonFilter {
  enum class Kind : std::uint8_t {
    And,
    Or,
    Not,
    Exists,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In
  } kind = Kind::Exists;
  /// A literal, or a path from the item (`@`) or from the document (`$`).
  struct Operand {
    std::optional<Json> literal;
    bool of_document = false;
    std::vector<JsonPath::Step> path;
  };
  std::vector<Operand> operands;    // of a comparison
  std::vector<JsonFilter> filters;  // of And, Or, Not
};

struct JsonPath::Step {
  enum class Kind : std::uint8_t { Names, Indexes, Slice, All, Filter, Length } kind = Kind::Names;
  bool descends = false;  // `..` in front: of every value below, too
  std::vector<std::string> names;
  std::vector<std::int64_t> indexes;
  std::optional<std::int64_t> from, to;  // of a slice
  std::vector<JsonFilter> filter;        // one

  /// Whether it leads to one value.
  [[nodiscard]] bool definite() const {
    const bool one = kind == Kind::Names || kind == Kind::Length || (kind == Kind::Indexes && indexes.size() == 1);
    return one && !descends;
  }
};

/// Reads the steps behind `$` or `@`, up to what belongs to none.
Result<std::vector<JsonPath::Step>> read_json_path(std::string_view path);

}  // namespace cxsam
