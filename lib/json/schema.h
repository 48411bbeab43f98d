// JSON Schema, draft 4: what API Gateway's models are written in.
// Sources: "JSON Schema: interactive and non interactive validation", draft-fge-json-schema-validation-00; API Gateway
// developer guide, "Data models for REST APIs".
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "json/json_fwd.h"

namespace cxsam {

/// Schemas that may name each other.
class JsonSchemas {
 public:
  /// Whether a regular expression matches somewhere in a text.
  using Matcher = std::function<bool(std::string_view)>;
  /// Reads a regular expression; an empty Matcher where it cannot be read.
  using PatternReader = std::function<Matcher(std::string_view expression)>;

  explicit JsonSchemas(PatternReader read_pattern);
  ~JsonSchemas();
  JsonSchemas(const JsonSchemas&) = delete;
  JsonSchemas& operator=(const JsonSchemas&) = delete;

  /// `$ref` calls it `NAME`, `/NAME` or `https://.../NAME`, with a pointer behind `#` or without; `#/...` is within the schema.
  void add(std::string name, Json schema);
  [[nodiscard]] bool has(std::string_view name) const { return schemas_.contains(name); }

  /// When all are there: references that lead nowhere and expressions that cannot be read, in words. Neither refuses anything.
  [[nodiscard]] std::vector<std::string> unusable() const;

  /// What is wrong with `instance`, in API Gateway's words; empty when it is as the schema wants it. Without such a schema
  /// everything is. Checks take a bounded number of steps; beyond them the instance is refused.
  [[nodiscard]] std::vector<std::string> faults_of(std::string_view name, const Json& instance) const;

  /// Where a reference leads, and in which schema that is; null twice for nowhere.
  struct Target {
    const Json* schema = nullptr;
    const Json* root = nullptr;
  };
  [[nodiscard]] Target find(const Json& root, std::string_view reference) const;
  /// Null for an expression that cannot be read.
  [[nodiscard]] const Matcher* matcher(std::string_view expression) const;

 private:
  void read_patterns(const Json& schema);
  void add_unusable(const Json& root, const Json& schema, std::vector<std::string>& told) const;

  PatternReader read_pattern_;
  std::map<std::string, std::unique_ptr<const Json>, std::less<>> schemas_;
  std::map<std::string, Matcher, std::less<>> patterns_;
};

}  // namespace cxsam
