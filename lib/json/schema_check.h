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

  void check(const SchemaFrame& frame);
  void fault(std::string text) { faults_.push_back(std::move(text)); }
  /// The faults of a schema by itself.
  [[nodiscard]] std::vector<std::string> faults_apart(const SchemaFrame& frame);
  [[nodiscard]] bool holds(const SchemaFrame& frame) { return faults_apart(frame).empty(); }
  [[nodiscard]] bool matches(std::string_view expression, std::string_view text) const;
  [[nodiscard]] std::vector<std::string> take_faults() { return std::move(faults_); }

 private:
  const JsonSchemas& schemas_;
  std::vector<std::string> faults_;
  std::size_t steps_ = 0;
};

/// What a keyword asks; `value` is what stands behind it in `frame.schema`.
struct SchemaKeyword {
  std::string_view name;
  void (*check)(SchemaCheck& checks, const SchemaFrame& frame, const Json& value);
};

/// Null for a word that is none, or says nothing of values.
const SchemaKeyword* find_keyword_of_values(std::string_view name);
const SchemaKeyword* find_keyword_of_structures(std::string_view name);

}  // namespace cxsam
