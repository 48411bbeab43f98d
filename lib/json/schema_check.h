// The walk of a schema's keywords over an instance.
#pragma once

#include <string>
#include <vector>

#include "json/json.h"
#include "json/schema.h"

namespace cxsam {

/// One schema against one value.
struct SchemaFrame {
  const Json& schema;
  const Json& root;  // of the schema, for its references
  const Json& instance;
  int depth = 0;
};

class SchemaCheck {
 public:
  explicit SchemaCheck(const JsonSchemas& schemas) : schemas_(schemas) {}

  /// Members and items are looked at only where nothing is wrong with the whole.
  void check(const SchemaFrame& frame);
  void fault(std::string text) {
    told_.push_back(std::move(text));
    ++faults_;
  }
  /// Told among faults, and none itself.
  void note(std::string text) { told_.push_back(std::move(text)); }
  /// Whether there is no fault in a schema by itself.
  [[nodiscard]] bool holds(const SchemaFrame& frame);
  [[nodiscard]] bool matches(std::string_view expression, std::string_view text) const;
  [[nodiscard]] std::vector<std::string> take_faults() { return faults_ == 0 ? std::vector<std::string>() : std::move(told_); }

 private:
  const JsonSchemas& schemas_;
  std::vector<std::string> told_;
  std::size_t faults_ = 0;
  std::size_t steps_ = 0;
  bool too_long_ = false;
};

/// What a keyword asks; `value` is what stands behind it in `frame.schema`.
struct SchemaKeyword {
  std::string_view name;
  void (*check)(SchemaCheck& checks, const SchemaFrame& frame, const Json& value);
};

/// Null for a word that is none, or says nothing of values.
const SchemaKeyword* find_keyword_of_values(std::string_view name);
const SchemaKeyword* find_keyword_of_structures(std::string_view name);

/// The members of an object and the items of a list against the schemas that are for them.
void check_members(SchemaCheck& checks, const SchemaFrame& frame);
void check_items(SchemaCheck& checks, const SchemaFrame& frame);

}  // namespace cxsam
